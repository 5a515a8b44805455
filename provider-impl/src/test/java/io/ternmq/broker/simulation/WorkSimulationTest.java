// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.Seeds;
import org.junit.jupiter.api.Test;

/** Schedules and leases under chance: whatever happens, no moment runs twice and no message is with two takers. */
class WorkSimulationTest {

    @Test
    void noMomentRunsTwiceAndNoMessageIsWithTwoTakers() {
        Seeds.each(seed -> new WorkSimulation(seed).run());
    }
}
