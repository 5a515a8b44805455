// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stress;

import io.ternmq.common.CommandQueue;
import java.util.ArrayDeque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Producers race with each other and with the one consumer, through a queue so small that it wraps at once. */
@Tag("stress")
class CommandQueueInterleavingTest {

    @Test
    void behavesLikeABoundedQueueUnderEveryInterleaving() {
        Interleavings.check(Race.class, Specification.class, 3, 2);
    }

    /** What the checker calls from several threads. */
    @Param(name = "element", gen = IntGen.class, conf = "1:9")
    public static final class Race {

        private final CommandQueue<Integer> queue = new CommandQueue<>(2);

        @Operation
        public boolean offer(@Param(name = "element") int element) {
            return queue.offer(element);
        }

        /** Waits for a claimed place to become ready: with that, the answer null means empty. */
        @Operation(nonParallelGroup = "consumer")
        public @Nullable Integer poll() {
            Integer element = queue.poll();
            while (element == null && !queue.isEmpty()) {
                element = queue.poll();
            }
            return element;
        }
    }

    /** The same, one at a time. */
    public static final class Specification {

        private final ArrayDeque<Integer> queue = new ArrayDeque<>();

        public boolean offer(int element) {
            return queue.size() < 2 && queue.add(element);
        }

        public @Nullable Integer poll() {
            return queue.poll();
        }
    }
}
