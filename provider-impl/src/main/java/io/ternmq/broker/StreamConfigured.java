// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.api.policy.StreamPolicy;

/**
 * Events of a stream are kept in another way from now on.
 *
 * @param stream number of the stream
 * @param policy how long; the number of partitions is that of before
 * @param isOwn  whether the policy was given to it alone, so that settings of destinations do not hold for it any more
 */
public record StreamConfigured(long stream, StreamPolicy policy, boolean isOwn) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onStreamConfigured(this);
    }
}
