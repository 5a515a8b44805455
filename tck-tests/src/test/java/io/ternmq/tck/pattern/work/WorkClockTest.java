// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.api.pattern.work.WorkQueue;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules and leases by a clock that a test moves, over crashes. */
@Timeout(60)
class WorkClockTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Channel JOBS = Channel.queue("jobs");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private @Nullable Path directory;

    private TestBroker start(String store) {
        StorePolicy policy = store.equals("file") && directory != null
                ? StorePolicy.file(directory.resolve("store"))
                : StorePolicy.memory();
        BrokerSettings settings = new BrokerSettings(
                "work-" + UUID.randomUUID(), BrokerPolicy.defaults(), Map.of(), null, policy);
        return TestBroker.start(settings, new Faults(Faults.seedOfThisRun(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file"})
    void eachMomentRunsOnceOverACrash(String store) {
        try (TestBroker broker = start(store)) {
            try (Messaging messaging = Messaging.over(broker.connectionFactory())) {
                messaging.scheduler().schedule(
                        ScheduleSpec.cron("tick", "* * * * *", UTC).withMissed(MissedRuns.RUN_ALL),
                        Outgoing.to(JOBS).body("tick"));
                broker.advance(MINUTE.multipliedBy(3));
            }
            broker.crash();
            broker.restart();
            assertThat(broker.queue("jobs").depth()).isEqualTo(3);
            broker.advance(MINUTE.multipliedBy(2));
            assertThat(broker.queue("jobs").depth()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file"})
    void aLeaseIsOverByTheBrokersClockAndACrashEndsIt(String store) {
        try (TestBroker broker = start(store)) {
            try (Messaging messaging = Messaging.over(broker.connectionFactory())) {
                messaging.scheduler().in("once", Duration.ZERO, JOBS, "job");
                broker.advance(MINUTE);
                WorkQueue<String> queue = messaging.workQueue("jobs", String.class, MINUTE);
                assertThat(attemptsOf(queue.take(5, Duration.ZERO))).containsExactly(1);
                broker.advance(MINUTE.minusMillis(1));
                assertThat(queue.take(5, Duration.ZERO)).isEmpty();
                broker.advance(Duration.ofMillis(1));
                assertThat(attemptsOf(queue.take(5, Duration.ZERO))).containsExactly(2);
                broker.crash();
            }
            broker.restart();
            try (Messaging messaging = Messaging.over(broker.connectionFactory())) {
                WorkQueue<String> queue = messaging.workQueue("jobs", String.class, MINUTE);
                assertThat(attemptsOf(queue.take(5, Duration.ZERO))).containsExactly(3);
            }
        }
    }

    private static List<Integer> attemptsOf(List<WorkItem<String>> items) {
        return items.stream().map(item -> item.message().attempt()).toList();
    }
}
