// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.api.policy.Action;
import io.ternmq.message.Address;

/**
 * What the user of a connection may do. The connection's session asks it before a request reaches the shard; the shard
 * asks it for the few things that only the state tells: whether a queue has to be made, and of which topic a
 * subscription is. Does not block; callable from any thread.
 */
@FunctionalInterface
public interface Rights {

    /** Everything is allowed. */
    Rights ALL = (action, address) -> { };

    /**
     * Insists on a permission.
     *
     * @throws io.ternmq.api.ProviderException with {@code SECURITY} when it is missing
     */
    void require(Action action, Address address);
}
