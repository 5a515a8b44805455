// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/** Where a consumer takes its messages from. */
public sealed interface Source permits Source.OfQueue, Source.OfSubscription {

    /**
     * A queue.
     *
     * @param queue its address
     */
    record OfQueue(Address queue) implements Source {}

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
}
