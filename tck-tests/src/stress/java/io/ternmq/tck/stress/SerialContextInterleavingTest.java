// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stress;

import io.ternmq.common.SerialContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Posters race with the one that is leaving: whatever the interleaving, an urgent task is done when all have returned,
 * also behind a lazy task whose poster was held up halfway, and no two turns overlap.
 */
@Tag("stress")
class SerialContextInterleavingTest {

    @Test
    void leavesNoUrgentTaskBehindUnderEveryInterleaving() {
        Interleavings.check(Race.class, Specification.class, 2, 0);
    }

    @Test
    void leavesNoUrgentTaskBehindAmongThreePosters() {
        Interleavings.check(Race.class, Specification.class, 3, 0);
    }

    /** What the checker calls from several threads. */
    public static final class Race {

        private final AtomicInteger urgentPosted = new AtomicInteger();
        private final Ledger ledger = new Ledger();
        private final SerialContext<Boolean> context =
                new SerialContext<>(16, 2, ledger, Runnable::run, ledger::failed);

        @Operation
        public boolean post() {
            urgentPosted.incrementAndGet();
            return context.post(true);
        }

        @Operation
        public boolean postLazily() {
            return context.postLazily(false);
        }

        @Operation
        public boolean flush() {
            context.flush();
            return true;
        }

        @Validate
        public void everyUrgentTaskIsDone() {
            if (ledger.failures > 0) {
                throw new IllegalStateException("Two turns overlapped");
            }
            if (ledger.urgentDone != urgentPosted.get()) {
                throw new IllegalStateException(
                        ledger.urgentDone + " of " + urgentPosted + " urgent tasks are done, and all posters are gone");
            }
        }
    }

    /** All that a caller can see: nothing is ever refused. */
    public static final class Specification {

        public boolean post() {
            return true;
        }

        public boolean postLazily() {
            return true;
        }

        public boolean flush() {
            return true;
        }
    }

    /** Plain fields on purpose: only the context keeps the turns apart. */
    private static final class Ledger implements SerialContext.Turn<Boolean> {

        private int urgentDone;
        private int failures;
        private boolean inside;

        @Override
        public void begin() {
            failures += inside ? 1 : 0;
            inside = true;
        }

        @Override
        public void handle(Boolean urgent) {
            int before = urgentDone;
            urgentDone = before + (urgent ? 1 : 0);
        }

        @Override
        public void end() {
            failures += inside ? 0 : 1;
            inside = false;
        }

        void failed(Throwable thrown) {
            failures++;
        }
    }
}
