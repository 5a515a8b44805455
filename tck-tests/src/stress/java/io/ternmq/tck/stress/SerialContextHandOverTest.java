// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stress;

import io.ternmq.common.SerialContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Callers leave long work to the executor while the executor's last drain is ending: what waits when all have returned
 * is either done or in the executor's hands.
 */
@Tag("stress")
class SerialContextHandOverTest {

    @Test
    void neverForgetsWhatACallerLeftUnderEveryInterleaving() {
        Interleavings.check(Race.class, Specification.class, 2, 0);
    }

    /** What the checker calls from several threads. */
    public static final class Race {

        private static final int MORE_THAN_A_CALLER_STAYS_FOR = 6;

        private final Queue<Runnable> executor = new ConcurrentLinkedQueue<>();
        private final AtomicInteger handled = new AtomicInteger();
        private final AtomicInteger posted = new AtomicInteger();
        private final SerialContext<Integer> context = new SerialContext<>(64, 1, new Fork(), executor::add, e -> { });

        @Operation
        public boolean postLongWork() {
            posted.addAndGet(1 + MORE_THAN_A_CALLER_STAYS_FOR);
            return context.post(MORE_THAN_A_CALLER_STAYS_FOR);
        }

        @Operation
        public boolean runWhatWasLeft() {
            Runnable rest = executor.poll();
            if (rest != null) {
                rest.run();
            }
            return true;
        }

        @Validate
        public void everythingIsDoneOrWithTheExecutor() {
            while (!executor.isEmpty()) {
                executor.remove().run();
            }
            if (handled.get() != posted.get()) {
                throw new IllegalStateException(handled + " of " + posted + " tasks are done, and nobody will come");
            }
        }

        private final class Fork implements SerialContext.Turn<Integer> {

            @Override
            public void begin() {
                // Nothing to prepare.
            }

            @Override
            public void handle(Integer more) {
                handled.incrementAndGet();
                for (int i = 0; i < more; i++) {
                    context.post(0);
                }
            }

            @Override
            public void end() {
                // Nothing to close.
            }
        }
    }

    /** All that a caller can see: nothing is ever refused. */
    public static final class Specification {

        public boolean postLongWork() {
            return true;
        }

        public boolean runWhatWasLeft() {
            return true;
        }
    }
}
