// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Requester;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long requests take at a steady rate, from the moment at which each one is due and not at which it is sent, so
 * that a pause counts against everything that it delays. The first argument is the rate a second (10,000), the second
 * the seconds that are measured (20); a warm-up of 10 s comes before. Prints microseconds.
 */
public final class RequestDelay {

    private static final long WARM_UP_SECONDS = 10;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final int DIGITS = 3;
    private static final int OPEN_LOOP = 1_000_000; // a pause is to show as delay, not as refusals
    private static final long COARSE_NANOS = 100_000;

    private final Channel service = Channel.queue("service");
    private final Requester requester;
    private final long gapNanos;

    private RequestDelay(Requester requester, long ratePerSecond) {
        this.requester = requester;
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
    }

    /**
     * Measures.
     *
     * @param args rate and seconds
     */
    public static void main(String[] args) throws InterruptedException {
        long rate = args.length > 0 ? Long.parseLong(args[0]) : 10_000;
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 20;
        TernConnectionFactory factory = new TernConnectionFactory("vm://delay?store=memory");
        try (Messaging server = Messaging.over(factory);
                Messaging client = Messaging.over(factory)) {
            RequestDelay delay = new RequestDelay(client.requester().maxOutstanding(OPEN_LOOP).open(), rate);
            server.responder(delay.service, String.class).answer(Incoming::body);
            delay.run(rate * WARM_UP_SECONDS);
            Histogram measured = delay.run(rate * seconds);
            System.out.printf(
                    "rate %d/s, requests %d: p50 %.0f us, p99 %.0f us, p99.9 %.0f us, max %.0f us%n",
                    rate,
                    measured.getTotalCount(),
                    measured.getValueAtPercentile(50) / NANOS_PER_MICRO,
                    measured.getValueAtPercentile(99) / NANOS_PER_MICRO,
                    measured.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                    measured.getMaxValue() / NANOS_PER_MICRO);
        }
    }

    private Histogram run(long requests) throws InterruptedException {
        Histogram times = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
        CountDownLatch open = new CountDownLatch(Math.toIntExact(requests));
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        for (long i = 0; i < requests; i++) {
            long due = begin + i * gapNanos;
            awaitMoment(due);
            requester
                    .request(service, "question", String.class)
                    .handle((reply, failure) -> {
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
            throw new IllegalStateException(failures.size() + " requests have failed", failures.peek());
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
