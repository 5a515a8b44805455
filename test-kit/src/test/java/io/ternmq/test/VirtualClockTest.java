// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.common.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> rung = new ArrayList<>();
    private final TrackedExecutor threads = new TrackedExecutor("sleeper");

    @Test
    void startsAtItsMomentAndStandsStill() {
        assertThat(clock.now()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(clock.millis()).isEqualTo(clock.now().toEpochMilli());
        Instant before1970 = Instant.parse("1969-12-31T23:59:59.999500Z");
        assertThat(new VirtualClock(before1970).now()).isEqualTo(before1970);
        assertThat(new VirtualClock(before1970).millis()).isEqualTo(before1970.toEpochMilli());
    }

    @Test
    void movesByWhatItIsTold() {
        clock.advance(Duration.ofHours(1));
        clock.advance(Duration.ofNanos(1_500_000));
        clock.advance(Duration.ZERO);
        assertThat(clock.now()).isEqualTo("2030-01-01T01:00:00.0015Z");
        assertThat(clock.nanos()).isEqualTo(Duration.ofHours(1).toNanos() + 1_500_000);
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ringsAlarmsInTheOrderOfTheirMoments() {
        ringAfter(30, "c");
        ringAfter(10, "a");
        ringAfter(20, "b1");
        ringAfter(20, "b2");
        ringAfter(31, "too late");
        clock.advance(Duration.ofMillis(30));
        assertThat(rung).containsExactly("a@10", "b1@20", "b2@20", "c@30");
        assertThat(clock.pendingAlarms()).isOne();
    }

    @Test
    void ringsRandomAlarmsInOrder() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            clock.schedule(clock.millis() + random.nextInt(1, 1_000), () -> moments.add(clock.millis()));
        }
        while (clock.pendingAlarms() > 0) {
            clock.advance(Duration.ofMillis(random.nextInt(50)));
        }
        assertThat(moments).as("seed %d", seed).hasSize(500).isSorted();
    }

    @Test
    void ringsAlarmsThatAreSetOnTheWay() {
        clock.schedule(clock.millis() + 10, () -> {
            ringAfter(5, "inside");
            ringAfter(500, "outside");
        });
        clock.advance(Duration.ofMillis(100));
        assertThat(rung).containsExactly("inside@15");
    }

    @Test
    void ringsAtOnceWhenTheMomentIsPast() {
        clock.schedule(clock.millis(), () -> rung.add("now"));
        clock.schedule(0, () -> rung.add("long ago"));
        assertThat(rung).containsExactly("now", "long ago");
    }

    @Test
    void doesNotRingWhatWasCancelled() {
        TimeSource.Alarm alarm = clock.schedule(clock.millis() + 10, () -> rung.add("cancelled"));
        alarm.cancel();
        alarm.cancel();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rung).isEmpty();
    }

    @Test
    void goesOnAfterAnAlarmThatFails() {
        clock.schedule(clock.millis() + 10, () -> {
            throw new IllegalStateException("broken alarm");
        });
        ringAfter(20, "next");
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(50))).hasMessage("broken alarm");
        assertThat(rung).containsExactly("next@20");
        assertThat(clock.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void isNotMovedByItsOwnAlarms() {
        clock.schedule(clock.millis() + 10, () -> clock.advance(Duration.ofMillis(1)));
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(10))).isInstanceOf(IllegalStateException.class);
        clock.advance(Duration.ofMillis(10));
    }

    @Test
    void wakesASleeperWhenItsTimeHasCome() throws Exception {
        CompletableFuture<Long> woken = sleep(Duration.ofSeconds(10));
        clock.awaitSleepers(1);
        clock.advance(Duration.ofMillis(9_999));
        assertThat(clock.sleepers()).isOne();
        assertThat(woken).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThat(clock.sleepers()).isZero();
        assertThat(woken.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void wakesSleepersAtTheirMomentAmongTheAlarms() throws Exception {
        CompletableFuture<Long> woken = sleep(Duration.ofMillis(15));
        clock.awaitSleepers(1);
        List<Integer> sleepersSeen = new ArrayList<>();
        clock.schedule(clock.millis() + 10, () -> sleepersSeen.add(clock.sleepers()));
        clock.schedule(clock.millis() + 20, () -> sleepersSeen.add(clock.sleepers()));
        clock.advance(Duration.ofMillis(30));
        assertThat(sleepersSeen).containsExactly(1, 0);
        assertThat(woken.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(Duration.ofMillis(15).toNanos());
    }

    /** The race: the clock moves after a thread said that it sleeps and before it does. The unpark must not be lost. */
    @Test
    void losesNoWakeUpBetweenRegistrationAndSleep() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            CompletableFuture<Long> woken = sleep(Duration.ofMillis(1));
            clock.awaitSleepers(1);
            clock.advance(Duration.ofMillis(1));
            woken.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void doesNotCountSleepersWithoutDeadline() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> woken = new CompletableFuture<>();
        threads.execute(() -> {
            thread.complete(Thread.currentThread());
            clock.park(this, Long.MAX_VALUE);
            woken.complete(null);
        });
        Thread sleeper = thread.get(10, TimeUnit.SECONDS);
        while (!clock.isAsleep(sleeper)) {
            Thread.onSpinWait();
        }
        assertThat(clock.sleepers()).isZero();
        clock.advance(Duration.ofDays(10_000));
        assertThat(clock.isAsleep(sleeper)).isTrue();
        LockSupport.unpark(sleeper);
        woken.get(10, TimeUnit.SECONDS);
    }

    @Test
    void doesNotSleepForNothing() {
        clock.park(this, 0);
        clock.park(this, -1);
        assertThat(clock.sleepers()).isZero();
    }

    private CompletableFuture<Long> sleep(Duration duration) {
        CompletableFuture<Long> woken = new CompletableFuture<>();
        threads.execute(() -> {
            long end = clock.nanos() + duration.toNanos();
            for (long left = duration.toNanos(); left > 0; left = end - clock.nanos()) {
                clock.park(this, left);
            }
            woken.complete(clock.nanos());
        });
        return woken;
    }

    private void ringAfter(long millis, String name) {
        clock.schedule(clock.millis() + millis, () -> rung.add(
                name + '@' + Duration.between(VirtualClock.DEFAULT_START, clock.now()).toMillis()));
    }
}
