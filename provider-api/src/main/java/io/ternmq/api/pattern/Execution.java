// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.util.concurrent.Executor;

/** Where the program's own code runs when a pattern calls it. */
public sealed interface Execution {

    /** Chooses by itself: the container's executor, else virtual threads on Java 21 and newer, else own threads. */
    record Detect() implements Execution {}

    /**
     * Threads of the helper's own, which end with it.
     *
     * @param threads how many at most, 1 or more
     */
    record Own(int threads) implements Execution {

        /** Checks the range. */
        public Own {
            if (threads < 1) {
                throw new IllegalArgumentException("threads is 1 or more, not " + threads);
            }
        }
    }

    /**
     * An executor that the program owns and ends.
     *
     * @param executor takes every piece of work
     */
    record Given(Executor executor) implements Execution {}

    /** The container's {@code ManagedExecutorService}; an error where there is none. */
    record Container() implements Execution {}

    /** A virtual thread for each piece of work; an error before Java 21. */
    record Virtual() implements Execution {}

    /** The thread that delivers: for tests, and for code that neither blocks nor takes long. */
    record SameThread() implements Execution {}
}
