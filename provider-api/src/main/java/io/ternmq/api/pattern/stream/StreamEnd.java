// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.time.Instant;

/** Where reading ends. */
public sealed interface StreamEnd {

    /** Never: a reader that has everything waits for more. */
    record Never() implements StreamEnd {}

    /** Behind the event that is the newest one when reading begins, or begins anew. */
    record Now() implements StreamEnd {}

    /**
     * Before an event; one that is not there yet is waited for.
     *
     * @param offset offset of the first event that is not read, 0 or more
     */
    record Offset(long offset) implements StreamEnd {

        /** Checks the range. */
        public Offset {
            if (offset < 0) {
                throw new IllegalArgumentException("An offset is 0 or more, not " + offset);
            }
        }
    }

    /**
     * Before the first event that was appended at a moment or after it, by the broker's clock. A moment to come is
     * waited for, by the clock of the reader.
     *
     * @param until the moment; milliseconds count
     */
    record Time(Instant until) implements StreamEnd {}
}
