// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.pipeline.Aggregation;

/** An aggregation as it was described; each lane remembers groups of its own. Immutable. */
record Gather(Aggregation<Object, Object> how) implements Recipe {

    @SuppressWarnings("unchecked") // its types were checked where the pipeline was built
    static Gather by(Aggregation<?, ?> how) {
        return new Gather((Aggregation<Object, Object>) how);
    }

    @Override
    public Operator forLane(Lane lane) {
        return lane.section().isOverChannel() ? new HeldGroups(how, lane) : new Groups(how, lane);
    }
}
