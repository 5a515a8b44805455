// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.Fact;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.store.memory.MemoryMedium;

/** Where the log of a simulated broker is while processes come and go. */
interface Medium {

    /** Opens the log for the next process. */
    HeldLog open();

    /** The memory of the test. */
    static Medium inMemory() {
        MemoryMedium<Fact> medium = new MemoryMedium<>();
        return () -> new HeldInMemory(medium.open());
    }

    /** The memory of the test in the role of a disk, on which everything moves at each checkpoint. */
    static Medium shifting() {
        ShiftingMedium medium = new ShiftingMedium();
        return () -> new HeldInMemory(medium.open());
    }
}
