// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrackedExecutorTest {

    private final TrackedExecutor executor = new TrackedExecutor("tracked");

    @Test
    void waitsForTasksAndForThoseThatTheySubmit() {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        executor.execute(() -> {
            awaitQuietly(go);
            executor.execute(done::incrementAndGet);
            done.incrementAndGet();
        });
        assertThat(executor.unfinished()).isOne();
        go.countDown();
        executor.awaitIdle();
        assertThat(done).hasValue(2);
        assertThat(executor.unfinished()).isZero();
    }

    @Test
    void keepsWhatATaskDiedOf() {
        executor.execute(() -> {
            throw new AssertionError("seen in a listener");
        });
        executor.awaitIdle();
        assertThat(executor.takeFailures()).singleElement().isInstanceOf(AssertionError.class);
        assertThat(executor.takeFailures()).isEmpty();
    }

    @Test
    void showsWhereATaskStands() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        executor.execute(() -> {
            there.countDown();
            awaitQuietly(go);
        });
        awaitQuietly(there);
        assertThat(executor.describe()).startsWith("1 unfinished").contains("tracked-1").contains("    at ");
        go.countDown();
        executor.awaitIdle();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
