// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.kill.Medium;
import io.ternmq.tck.kill.Remains;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Brokers are killed and started again while clients over TCP stay connected: no program sees an exception, but that a
 * commit may say that its transaction was rolled back, and nothing is lost or doubled. {@code -Dternmq.kills=N} says
 * how many kills there are, {@code -Dternmq.seed=N} begins with that seed; a seed brings back the same plan and not the
 * same moment.
 */
class RemoteKillTest {

    private static final System.Logger LOG = System.getLogger(RemoteKillTest.class.getName());
    private static final int KILLS = 6;
    private static final int KILLS_PER_STORE = 5;
    private static final int MOST_SHOWN = 12;

    @ParameterizedTest
    @EnumSource
    void clientsThatReconnectNoticeNothingOfKills(Medium medium)
            throws IOException, InterruptedException, JMSException {
        int kills = Integer.getInteger("ternmq.kills", KILLS);
        long seed = Long.getLong("ternmq.seed", System.nanoTime());
        int onDatabase = kills / 3;
        int left = medium == Medium.FILE ? kills - onDatabase : onDatabase;
        while (left > 0) {
            int now = Math.min(left, KILLS_PER_STORE);
            kill(medium, seed++, now);
            left -= now;
        }
    }

    private static void kill(Medium medium, long seed, int kills)
            throws IOException, InterruptedException, JMSException {
        try (Remains remains = new Remains(Path.of("target", "kill", "remote-" + medium + '-' + seed))) {
            RemoteKillRun.Outcome outcome = new RemoteKillRun(medium, seed, remains).run(kills);
            outcome.findings().forEach(remains::write);
            LOG.log(System.Logger.Level.INFO, medium + ", seed " + seed + ", " + kills + " kills: "
                    + outcome.messages() + " messages, " + outcome.rollbacks() + " commits rolled back");
            assertThat(outcome.findings().stream().limit(MOST_SHOWN))
                    .as("store %s, seed %d (-Dternmq.seed=%d), remains %s, last errors: %s",
                            medium, seed, seed, remains, remains.lastErrors())
                    .isEmpty();
            assertThat(outcome.messages()).isPositive();
            remains.delete();
        }
    }
}
