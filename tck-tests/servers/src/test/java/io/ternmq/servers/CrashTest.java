// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server dies between the two phases of a commit and starts again: what the queue has, the database has. Comes
 * before the tests that Arquillian starts the server for, which have it at the same ports.
 *
 * <p>A case needs the recovery of the adapter when the broker has prepared a branch and nobody has told it how that
 * ends: the connection is gone with the server, and the branch stays in doubt until the server looks for it again. So
 * each case counts these branches while the server is dead, and waits until there are none.
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

    /** What one case could not finish is not held against the next. */
    @AfterEach
    void tidy(Broker broker) throws Exception {
        server.startUnlessRunning();
        broker.undoWhatIsInDoubt();
    }

    /**
     * The transaction is decided, and the database, which joined it first, is told first: the broker is still to come,
     * whether the database has committed or not.
     */
    @ParameterizedTest
    @ValueSource(strings = {"decided", "committed"})
    void completesWhatWasDecided(String moment, Probe probe, Broker broker) throws Exception {
        String text = "record, " + moment;
        crash("record", "crashed", text, moment, probe);
        assertThat(broker.inDoubt()).isPositive();
        server.start();

        broker.awaitNothingInDoubt(PATIENCE);
        assertThat(broker.texts("crashed")).containsOnlyOnce(text);
        assertThat(probe.await(lines -> lines.contains(text), "ledger")).containsOnlyOnce(text);
    }

    /** Most servers have told the broker by then: the one case in which only the database may need recovery. */
    @Test
    void completesTheDatabase(Probe probe, Broker broker) throws Exception {
        String text = "transfer, decided";
        crash("transfer", "crashed", text, "decided", probe);
        server.start();

        broker.awaitNothingInDoubt(PATIENCE);
        assertThat(broker.texts("crashed")).containsOnlyOnce(text);
        assertThat(probe.await(lines -> lines.contains(text), "ledger")).containsOnlyOnce(text);
    }

    private static void crash(String way, String queue, String text, String moment, Probe probe) {
        probe.ask("trap", "moment", moment);
        probe.lastWish(way, "queue", queue, "text", text);
    }

    /** Both have prepared, nothing is decided: recovery finds the broker's branch and no record of a decision. */
    @Test
    void undoesWhatWasNotDecided(Site site, Probe probe, Broker broker) throws Exception {
        String way = site.server().preparesBackwards() ? "record" : "transfer";
        crash(way, "undecided", "sent, prepared", "prepared", probe);
        assertThat(broker.inDoubt()).isPositive();
        server.start();

        broker.awaitNothingInDoubt(PATIENCE);
        assertThat(broker.texts("undecided")).isEmpty();
        assertThat(probe.ask("ledger")).doesNotContain("sent, prepared");
    }

    /**
     * The message comes again, and is in the database once. Its delivery has joined the transaction first: it belongs
     * to a branch in doubt, and no bean gets it before recovery has undone that. Where the broker is asked last, it
     * gives the message back as soon as the server is gone.
     */
    @Test
    void deliversAgainWhatABeanHadNotCommitted(Site site, Probe probe, Broker broker) throws Exception {
        probe.ask("trap", "moment", "prepared");
        broker.send("payments", "paid, prepared");
        server.awaitEnd();
        assertThat(broker.inDoubt() > 0).isNotEqualTo(site.server().preparesBackwards());
        server.start();

        List<String> lines = probe.await(all -> all.contains("paid, prepared"), "ledger");
        assertThat(lines).containsOnlyOnce("paid, prepared");
        Await.that("a receipt", PATIENCE, () -> broker.texts("receipts"), () -> broker.texts("receipts")
                .contains("paid, prepared"));
        assertThat(broker.texts("payments")).isEmpty();
        broker.awaitNothingInDoubt(PATIENCE);
    }

    /** A message that a bean has when the server dies, and one that nobody has. Both were in files of the server. */
    @Test
    void keepsMessagesOfTheBrokerInside(Probe probe, Broker broker) throws Exception {
        probe.ask("send-embedded", "queue", "drafts", "text", "a draft");
        probe.ask("trap", "moment", "prepared");
        probe.ask("send-embedded", "queue", "memos", "text", "a memo");
        server.awaitEnd();
        server.start();

        assertThat(probe.await(lines -> lines.contains("a memo"), "ledger")).containsOnlyOnce("a memo");
        assertThat(probe.ask("receive-embedded", "queue", "drafts")).containsExactly("a draft");
        assertThat(broker.texts("memos")).isEmpty();
    }
}
