// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.Seeds;
import org.junit.jupiter.api.Test;

/** The simulation of the broker over the file store, on a disk that loses what was not forced. */
class DurableSimulationTest {

    private static final int SEEDS = 100;

    @Test
    void keepsEveryPromiseOverAFileStore() {
        Seeds.each(SEEDS, seed -> BrokerSimulationTest.run(seed, new Journal(false), new DiskMedium(seed)));
    }
}
