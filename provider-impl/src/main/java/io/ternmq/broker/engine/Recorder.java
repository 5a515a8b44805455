// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Decision;
import io.ternmq.broker.Fact;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.FactApplier;
import java.util.ArrayList;
import java.util.List;

/** Applies facts in order and keeps the durable ones for the store. Owned by the shard. */
final class Recorder {

    private final FactApplier applier;
    private final List<Fact> durable = new ArrayList<>();

    Recorder(BrokerState state) {
        this.applier = new FactApplier(state);
    }

    void record(Decision decision) {
        List<Fact> facts = decision.facts();
        for (int i = 0; i < facts.size(); i++) {
            record(facts.get(i));
        }
    }

    void record(Fact fact) {
        if (fact.isDurable()) {
            durable.add(fact);
        }
        fact.applyTo(applier);
    }

    /** Applies a fact that is in the store already. */
    void replay(Fact fact) {
        fact.applyTo(applier);
    }

    List<Fact> durable() {
        return durable;
    }

    void clear() {
        durable.clear();
    }
}
