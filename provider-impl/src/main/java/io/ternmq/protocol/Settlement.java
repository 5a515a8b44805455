// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of deliveries of one consumer. A delivery that is not in flight any more (its queue or subscription was
 * deleted, or it was settled before) is passed over.
 *
 * @param consumer   number of the consumer, which may be closed
 * @param outcome    what became of them
 * @param deliveries their numbers; handed over, not copied
 * @param cause      why they failed, in words, or null; ends up in the dead letter
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed; a list would box every number
public record Settlement(long consumer, Outcome outcome, long[] deliveries, @Nullable String cause) {

    /** Settles deliveries that need no explanation. */
    public static Settlement of(long consumer, Outcome outcome, long... deliveries) {
        return new Settlement(consumer, outcome, deliveries, null);
    }
}
