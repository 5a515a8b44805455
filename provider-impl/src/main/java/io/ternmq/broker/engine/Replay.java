// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.broker.Fact;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.state.Bodies;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.routing.PatternMap;

/**
 * Makes the state again that a store holds, without a shard around it: nothing is delivered, nothing expires, nobody
 * connects. For tools that look at a store on which no broker runs. For one thread.
 */
public final class Replay {

    private final BrokerState state = new BrokerState(BrokerPolicy.defaults(), PatternMap.empty());
    private final Recorder recorder;

    /**
     * Begins with an empty state.
     *
     * @param source where messages are read when somebody asks for one
     */
    public Replay(StoredMessage.Source source) {
        state.readFrom(source);
        recorder = new Recorder(state, source);
    }

    /** Says where parts of large bodies are read when somebody asks for one. */
    public Replay readParts(Bodies.Source parts) {
        state.bodies().readFrom(parts);
        return this;
    }

    /**
     * Takes the next fact.
     *
     * @param fact the fact
     * @param ref  its reference, or 0 when it comes out of a checkpoint
     */
    public void take(Fact fact, long ref) {
        recorder.replay(fact, ref);
    }

    /** The state after all facts so far. */
    public BrokerState state() {
        return state;
    }
}
