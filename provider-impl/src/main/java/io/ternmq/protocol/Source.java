// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/** Where a consumer takes its messages from. */
public sealed interface Source
        permits Source.OfQueue, Source.OfLeases, Source.OfSubscription, Source.OfStream {

    /**
     * A queue.
     *
     * @param queue its address
     */
    record OfQueue(Address queue) implements Source {}

    /**
     * A queue whose messages are given away for a time each: one that is neither extended nor ended by then goes back
     * as a failed attempt.
     *
     * @param queue       its address
     * @param leaseMillis how long, 1 or more
     */
    record OfLeases(Address queue, long leaseMillis) implements Source {}

    /**
     * A subscription of a topic, made when it does not exist.
     *
     * @param topic   address or pattern of topics
     * @param name    name of the subscription; null only for one that is neither durable nor shared
     * @param durable whether it goes on collecting without a consumer
     * @param shared  whether several consumers may share it
     * @param noLocal whether messages of the same connection or client identifier are left out
     */
    record OfSubscription(Address topic, @Nullable String name, boolean durable, boolean shared, boolean noLocal)
            implements Source {}

    /**
     * The streams behind topics, merged in the order in which their events were appended.
     *
     * @param topic       name or pattern of topics
     * @param group       name of the group that shares the partitions, or null for a reader of its own
     * @param isExclusive whether the group has one member at a time
     * @param reading     where it begins, and how it reads
     * @param resumeAt    the number of the delivery from which a reader of its own goes on after an interruption; 0 to
     *                    begin
     */
    record OfStream(
            Address topic, @Nullable String group, boolean isExclusive, StreamReading reading, long resumeAt)
            implements Source {}
}
