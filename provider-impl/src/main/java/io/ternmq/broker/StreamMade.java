// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.api.policy.StreamPolicy;

/**
 * There is a stream behind a topic from now on.
 *
 * @param stream number of the stream
 * @param topic  name of the topic
 * @param policy how long events are kept, and in how many partitions
 * @param isOwn  whether that was said for this stream alone, so that settings of its topic do not matter
 */
public record StreamMade(long stream, String topic, StreamPolicy policy, boolean isOwn) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onStreamMade(this);
    }
}
