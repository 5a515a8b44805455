// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

/** What a stage does, as it was described. Immutable. */
interface Recipe {

    /** The one who does it on a thread of its own; for those who remember something one of their own. */
    Operator forLane(Lane lane);

    /** Whether the program's own code is part of it. */
    default boolean works() {
        return true;
    }
}
