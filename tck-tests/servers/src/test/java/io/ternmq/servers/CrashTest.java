// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server dies between the two phases of a commit and starts again: what the queue has, the database has. Comes
 * before the tests that Arquillian starts the server for, which have it at the same ports.
 */
@Order(1)
@ExtendWith(Ground.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OwnProcess server;

    @BeforeAll
    void deploy(Site site) throws Exception {
        server = OwnProcess.start(site, Programs.beans());
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    /** The database has prepared but not committed, or is the only one that has committed. */
    @ParameterizedTest
    @CsvSource({"transfer, decided", "record, committed"})
    void completesWhatWasDecided(String way, String moment, Probe probe, Broker broker) throws Exception {
        String text = "sent, " + moment;
        probe.ask("trap", "moment", moment);
        probe.lastWish(way, "queue", "crashed", "text", text);
        server.start();

        assertThat(probe.await(lines -> lines.contains(text), "ledger")).containsOnlyOnce(text);
        Await.that("the message is there", PATIENCE, () -> broker.texts("crashed"), () -> broker.texts("crashed")
                .contains(text));
    }

    @Test
    void undoesWhatWasNotDecided(Probe probe, Broker broker) throws Exception {
        probe.ask("trap", "moment", "prepared");
        probe.lastWish("transfer", "queue", "undecided", "text", "sent, prepared");
        server.start();

        Await.that(
                "nothing is in doubt",
                PATIENCE,
                () -> probe.ask("ledger"),
                () -> !probe.ask("ledger").contains("sent, prepared"));
        assertThat(broker.texts("undecided")).isEmpty();
    }

    /** The message comes again, and is in the database once. */
    @Test
    void deliversAgainWhatABeanHadNotCommitted(Probe probe, Broker broker) throws Exception {
        probe.ask("trap", "moment", "prepared");
        broker.send("payments", "paid, prepared");
        server.awaitEnd();
        server.start();

        List<String> lines = probe.await(all -> all.contains("paid, prepared"), "ledger");
        assertThat(lines).containsOnlyOnce("paid, prepared");
        Await.that("a receipt", PATIENCE, () -> broker.texts("receipts"), () -> broker.texts("receipts")
                .contains("paid, prepared"));
        assertThat(broker.texts("payments")).isEmpty();
    }
}
