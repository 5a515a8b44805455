// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalmTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final TrackedExecutor executor = new TrackedExecutor("busy");
    private final VirtualClock clock = new VirtualClock();
    private final AtomicReference<String> pendingWork = new AtomicReference<>("");
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final Calm calm = new Calm(executor, clock, pendingWork::get, SHORT);

    @AfterEach
    void unblock() {
        blocked.countDown();
    }

    @Test
    void isThereWhenNothingIsDone() {
        calm.await();
    }

    @Test
    void tellsWhatATaskIsDoing() {
        executor.execute(this::awaitUnblocked);
        assertThatThrownBy(calm::await)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 unfinished task")
                .hasMessageContaining("awaitUnblocked");
    }

    @Test
    void tellsWhatElseIsPending() {
        pendingWork.set("the store is slow");
        assertThatThrownBy(calm::await).isInstanceOf(AssertionError.class).hasMessageContaining("the store is slow");
    }

    @Test
    void includesTasksThatSleepOnTheClock() {
        executor.execute(() -> clock.park(this, 1_000));
        clock.awaitSleepers(1);
        calm.await();
        clock.advance(Duration.ofNanos(1_000));
        executor.awaitIdle();
    }

    private void awaitUnblocked() {
        try {
            blocked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
