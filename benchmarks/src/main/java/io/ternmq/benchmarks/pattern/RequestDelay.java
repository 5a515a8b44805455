// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Requester;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long requests take at a steady rate, from the moment at which each one is due and not at which it is sent, so
 * that a pause counts against everything that it delays. Beside them the same hand-overs without messages: a task goes
 * to one thread, and from there to another, which says what the machine allows at that moment. The first argument is
 * the rate a second (10,000), the second the seconds that are measured (20); a warm-up of 10 s comes before, or of as
 * many seconds as the third argument says. Prints microseconds.
 */
public final class RequestDelay {

    private static final long WARM_UP_SECONDS = 10;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final int DIGITS = 3;
    private static final int OPEN_LOOP = 1_000_000; // a pause is to show as delay, not as refusals
    private static final long COARSE_NANOS = 65_000; // sleeping is that inexact; a core is needed for the answers

    private final long ratePerSecond;
    private final long warmUpSeconds;
    private final long seconds;

    private RequestDelay(long ratePerSecond, long seconds, long warmUpSeconds) {
        this.ratePerSecond = ratePerSecond;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    /**
     * Measures.
     *
     * @param args rate, seconds, and seconds before
     */
    public static void main(String[] args) throws InterruptedException {
        long rate = args.length > 0 ? Long.parseLong(args[0]) : 10_000;
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 20;
        long before = args.length > 2 ? Long.parseLong(args[2]) : WARM_UP_SECONDS;
        RequestDelay delay = new RequestDelay(rate, seconds, before);
        delay.measureThreads();
        delay.measureRequests();
    }

    private void measureThreads() throws InterruptedException {
        ExecutorService first = Executors.newSingleThreadExecutor();
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            measure("two threads", () -> CompletableFuture.runAsync(() -> {}, first).thenRunAsync(() -> {}, second));
        } finally {
            first.shutdownNow();
            second.shutdownNow();
        }
    }

    private void measureRequests() throws InterruptedException {
        Channel service = Channel.queue("service");
        TernConnectionFactory factory = new TernConnectionFactory("vm://delay?store=memory");
        try (Messaging server = Messaging.over(factory);
                Messaging client = Messaging.over(factory)) {
            Requester requester = client.requester().maxOutstanding(OPEN_LOOP).open();
            server.responder(service, String.class).answer(Incoming::body);
            measure("requests", () -> requester.request(service, "question", String.class));
        }
    }

    private void measure(String what, Supplier<CompletionStage<?>> work) throws InterruptedException {
        run(ratePerSecond * warmUpSeconds, work);
        Histogram measured = run(ratePerSecond * seconds, work);
        System.out.printf(
                "%-12s %d/s, %d of them: p50 %.0f us, p99 %.0f us, p99.9 %.0f us, max %.0f us%n",
                what,
                ratePerSecond,
                measured.getTotalCount(),
                measured.getValueAtPercentile(50) / NANOS_PER_MICRO,
                measured.getValueAtPercentile(99) / NANOS_PER_MICRO,
                measured.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                measured.getMaxValue() / NANOS_PER_MICRO);
    }

    private Histogram run(long count, Supplier<CompletionStage<?>> work) throws InterruptedException {
        Histogram times = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
        CountDownLatch open = new CountDownLatch(Math.toIntExact(count));
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long gapNanos = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        long begin = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = begin + i * gapNanos;
            awaitMoment(due);
            work.get()
                    .handle((result, failure) -> {
                        times.recordValue(Math.min(System.nanoTime() - due, HIGHEST_NANOS));
                        if (failure != null) {
                            failures.add(failure);
                        }
                        open.countDown();
                        return open;
                    })
                    .exceptionally(defect -> open);
        }
        open.await();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " of them have failed", failures.peek());
        }
        return times;
    }

    private static void awaitMoment(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (left > COARSE_NANOS) {
                LockSupport.parkNanos(left - COARSE_NANOS);
            } else {
                Thread.onSpinWait();
            }
            left = due - System.nanoTime();
        }
    }
}
