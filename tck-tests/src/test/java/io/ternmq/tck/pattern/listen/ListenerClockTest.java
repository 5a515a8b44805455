// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.Listeners;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.tck.pattern.Ground;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners by a clock that a test moves. */
@Timeout(60)
class ListenerClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TestBroker broker = keep(TestBroker.start(
            new BrokerSettings(
                    "listen-" + UUID.randomUUID(), BrokerPolicy.defaults(), Map.of(), null, StorePolicy.memory()),
            new Faults(Faults.seedOfThisRun(11))));

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <C extends AutoCloseable> C keep(C closeable) {
        open.push(closeable);
        return closeable;
    }

    private Messaging program() {
        return keep(Messaging.over(broker.connectionFactory()));
    }

    private ListenerSet listen(Object bean) {
        return keep(Listeners.over(program()).register(bean));
    }

    private void send(String queue, String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(queue), text);
            }
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    /** Fails, and says when. */
    public final class Grump {

        private final List<Instant> moments = new CopyOnWriteArrayList<>();

        @QueueListener("grump")
        @Retry(maxAttempts = 5, delay = "1s", multiplier = 3, maxDelay = "5s")
        public void refuse(String text) {
            moments.add(broker.clock().now());
            throw new IllegalStateException(text);
        }
    }

    @Test
    void pausesBetweenAttemptsAreThoseThatWereDeclared() {
        FailureLog log = new FailureLog();
        keep((AutoCloseable) log::close);
        Grump grump = new Grump();
        listen(grump);
        send("grump", "x");
        await("all attempts", () -> {
            broker.advance(Duration.ofMillis(100));
            return broker.queue("DLQ.grump").depth() == 1;
        });
        List<Instant> moments = grump.moments;
        assertThat(moments).hasSize(5);
        assertThat(moments.get(1)).isAfterOrEqualTo(moments.get(0).plusSeconds(1));
        assertThat(moments.get(2)).isAfterOrEqualTo(moments.get(1).plusSeconds(3));
        assertThat(moments.get(4)).isAfterOrEqualTo(moments.get(3).plusSeconds(5));
        assertThat(log.linesWith("Grump.refuse"))
                .extracting(line -> line.substring(line.lastIndexOf(';') + 2))
                .containsExactly(
                        "next attempt in 1000 ms",
                        "next attempt in 3000 ms",
                        "next attempt in 5000 ms",
                        "next attempt in 5000 ms",
                        "goes to DLQ.grump");
    }

    @Test
    void aPauseEndsWhenTheListenerStopsAndTheMessageGoesBack() {
        Grump grump = new Grump();
        ListenerSet set = listen(grump);
        send("grump", "x");
        await("the first attempt", () -> grump.moments.size() == 1);
        assertThat(set.close(PATIENCE)).isTrue();
        assertThat(grump.moments).hasSize(1);
        await("it is back", () -> broker.queue("grump").depth() == 1);
        assertThat(broker.queue("DLQ.grump").depth()).isZero();
    }

    /** Takes its time. */
    public static final class Sleeper {

        private final CountDownLatch never = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final List<Acknowledgement> handles = new CopyOnWriteArrayList<>();

        @QueueListener(value = "slow", timeout = "1m")
        public void sleep(String text) throws InterruptedException {
            begun.incrementAndGet();
            never.await();
        }

        @QueueListener(value = "stubborn", timeout = "1m")
        public String ignore(String text) {
            begun.incrementAndGet();
            boolean over = false;
            while (!over) {
                try {
                    never.await();
                    over = true;
                } catch (InterruptedException e) {
                    begun.incrementAndGet();
                }
            }
            return "late";
        }

        @QueueListener(value = "settle", timeout = "1m")
        public void settle(String text, Acknowledgement handle) {
            handles.add(handle);
        }
    }

    @Test
    void anAttemptIsOverByTheBrokersClock() {
        Sleeper sleeper = new Sleeper();
        listen(sleeper);
        send("slow", "x");
        await("it has begun", () -> sleeper.begun.get() == 1);
        broker.advance(Duration.ofMillis(59_999));
        assertThat(broker.queue("DLQ.slow").depth()).isZero();
        broker.advance(Duration.ofMillis(1));
        await("the dead letter", () -> broker.queue("DLQ.slow").depth() == 1);
    }

    @Test
    void lateSuccessOfAMethodThatIgnoresTheInterruptDoesNotCount() {
        Sleeper sleeper = new Sleeper();
        ListenerSet set = listen(sleeper);
        send("stubborn", "x");
        await("it has begun", () -> sleeper.begun.get() == 1);
        broker.advance(Duration.ofMinutes(1));
        await("it was interrupted", () -> sleeper.begun.get() == 2);
        assertThat(broker.queue("DLQ.stubborn").depth()).as("it keeps its lane").isZero();
        sleeper.never.countDown();
        await("the dead letter", () -> broker.queue("DLQ.stubborn").depth() == 1);
        assertThat(set.views().stream().mapToLong(view -> view.metrics().processed()).sum()).isZero();
    }

    @Test
    void aHandleThatNobodyUsesRunsOut() {
        Sleeper sleeper = new Sleeper();
        listen(sleeper);
        send("settle", "x");
        await("it has begun", () -> sleeper.handles.size() == 1);
        broker.advance(Duration.ofMinutes(1));
        await("the dead letter", () -> broker.queue("DLQ.settle").depth() == 1);
        Throwable late = catchThrowable(sleeper.handles.get(0)::acknowledge);
        assertThat(late).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
    }

    /** Takes several. */
    public static final class Porter {

        private final List<List<String>> batches = new CopyOnWriteArrayList<>();

        @QueueListener("crates")
        @Batch(size = 3, timeout = "1m")
        public void carry(List<String> crates) {
            batches.add(List.copyOf(crates));
        }
    }

    @Test
    void theFirstOfABatchWaitsForOthersAndNoLonger() {
        Porter porter = new Porter();
        listen(porter);
        send("crates", "a", "b", "c", "d", "e");
        await("a full one", () -> porter.batches.size() == 1);
        await("it is settled, and the rest received", () -> broker.queue("crates").depth() == 2
                && broker.queue("crates").inFlight() == 2);
        broker.clock().awaitSleepers(1);
        broker.advance(Duration.ofSeconds(59));
        assertThat(porter.batches).hasSize(1);
        broker.advance(Duration.ofSeconds(1));
        await("the rest", () -> porter.batches.size() == 2);
        assertThat(porter.batches).containsExactly(List.of("a", "b", "c"), List.of("d", "e"));
    }

    @Test
    void anIncompleteBatchIsHandledWhenTheListenerStops() {
        Porter porter = new Porter();
        ListenerSet set = listen(porter);
        send("crates", "a", "b");
        await("both are received", () -> broker.queue("crates").inFlight() == 2);
        broker.clock().awaitSleepers(1);
        assertThat(set.close(PATIENCE)).isTrue();
        List<String> handled = porter.batches.stream().flatMap(List::stream).toList();
        assertThat(handled).as("the lane may not have taken the second one yet from its consumer")
                .isIn(List.of("a"), List.of("a", "b"));
        assertThat(broker.queue("crates").depth()).isEqualTo(2 - handled.size());
    }

    /** Runs every minute. */
    public static final class Clockwork {

        private final List<ScheduleView> runs = new CopyOnWriteArrayList<>();

        @Scheduled(cron = "* * * * *", name = "tick")
        public void tick(ScheduleView view) {
            runs.add(view);
            throw new IllegalStateException("a run that fails is a run");
        }
    }

    @Test
    void eachMomentIsOneRunInAllProcessesTogether() {
        FailureLog log = new FailureLog();
        keep((AutoCloseable) log::close);
        Clockwork here = new Clockwork();
        Clockwork there = new Clockwork();
        listen(here);
        listen(there);
        for (int minute = 1; minute <= 3; minute++) {
            int runs = minute;
            broker.advance(Duration.ofMinutes(1));
            await("run " + runs, () -> here.runs.size() + there.runs.size() == runs);
        }
        await("all are settled", () -> broker.queue("schedule.tick").depth() == 0);
        broker.crash();
        broker.restart();
        broker.advance(Duration.ofSeconds(5));
        for (int minute = 4; minute <= 5; minute++) {
            int runs = minute;
            broker.advance(Duration.ofMinutes(1));
            await("run " + runs, () -> here.runs.size() + there.runs.size() == runs);
        }
        await("each failure has its line", () -> log.linesWith("Clockwork.tick, attempt 1").size() == 5);
        assertThat(broker.queue("DLQ.schedule.tick").depth()).isZero();
        await("all are settled", () -> broker.queue("schedule.tick").depth() == 0);
    }

    @Test
    void momentsAtWhichNobodyWasThereAreOneRun() {
        ListenerSet first = listen(new Clockwork());
        first.close();
        broker.advance(Duration.ofMinutes(7));
        assertThat(broker.queue("schedule.tick").depth()).isEqualTo(7);
        Clockwork late = new Clockwork();
        ListenerSet set = listen(late);
        await("all are looked at", () -> {
            var metrics = set.views().get(0).metrics();
            return metrics.failed() + metrics.filtered() == 7;
        });
        assertThat(late.runs).hasSize(1);
        assertThat(late.runs.get(0).runs()).isEqualTo(7);
    }

    /** The same name at other times. */
    public static final class Hourly {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(cron = "0 * * * *", name = "tick", missed = MissedRuns.SKIP)
        public void run() {
            runs.incrementAndGet();
        }
    }

    @Test
    void anotherExpressionReplacesTheSchedule() {
        listen(new Clockwork()).close();
        Hourly hourly = new Hourly();
        listen(hourly);
        broker.advance(Duration.ofMinutes(59));
        broker.awaitIdle();
        assertThat(hourly.runs).hasValue(0);
        broker.advance(Duration.ofMinutes(1));
        await("the run", () -> hourly.runs.get() == 1);
        assertThat(program().scheduler().list("")).hasSize(1);
    }

    @Test
    void schedulesNeedABrokerThatKeepsThem() throws Exception {
        Ground.Place artemis = Ground.ARTEMIS.open("listen-" + UUID.randomUUID());
        keep(artemis.end());
        Listeners listeners = keep(Listeners.of(artemis.factory()));
        Throwable refusal = catchThrowable(() -> listeners.register(new Clockwork()));
        assertThat(refusal).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BROKER_HELP_NEEDED));
    }
}
