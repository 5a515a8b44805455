// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.protocol.Request;

/**
 * Decides one kind of request. Called inside the shard. A {@link io.ternmq.api.ProviderException} is the answer that
 * the request is refused; nothing that was recorded before counts then.
 *
 * @param <R> the kind of request
 */
@FunctionalInterface
interface Handler<R extends Request> {

    /** Reads the state and writes the decision. */
    void decide(R request, Asking asking, Decision out);
}
