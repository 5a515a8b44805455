// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Brokers under load are killed and started again, and nothing is lost; {@link KillProgram} says how to do more of it.
 */
class KillTest {

    private static final System.Logger LOG = System.getLogger(KillTest.class.getName());
    private static final int ROUNDS = 30;

    @ParameterizedTest
    @EnumSource
    void keepsItsPromisesThroughKills(Medium medium) throws IOException, InterruptedException {
        int rounds = Integer.getInteger("ternmq.rounds", ROUNDS);
        int share = medium == Medium.FILE ? rounds - rounds / 3 : rounds / 3;
        List<String> runs = new ArrayList<>();
        new KillProgram(Path.of("target", "kill"), runs::add)
                .run(medium, share, Long.getLong("ternmq.seed", System.nanoTime()));
        LOG.log(System.Logger.Level.INFO, String.join("\n", runs));
        assertThat(runs).hasSize((share + KillProgram.ROUNDS_PER_STORE - 1) / KillProgram.ROUNDS_PER_STORE);
    }
}
