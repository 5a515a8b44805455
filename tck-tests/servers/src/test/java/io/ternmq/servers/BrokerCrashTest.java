// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The broker dies between the two phases of a commit and starts again; the server goes on all the while. The trap at
 * the database holds the transaction when the broker has prepared its branch, so that the broker can be killed there.
 * The server's commit then waits on a connection that looks for the broker, or meets one that is gone, and the branch
 * stays in doubt until the server looks for it: whichever of them a server comes to, what it decided counts, for the
 * queue as for the database. {@link CrashTest} has the cases that nothing but recovery ends.
 */
@OnServer
final class BrokerCrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.beans();
    }

    /** When the broker is there again. */
    enum Back {
        /** While the transaction is still held: the server's commit meets a broker that has forgotten the session. */
        BEFORE,
        /** After the server has gone on. */
        AFTER
    }

    /** Connections that broke in the case before have left the server's pool. */
    @BeforeEach
    void sends(Probe probe) {
        Await.that("sending works", PATIENCE, probe.log(), () ->
                probe.succeeds("send", "queue", "first", "text", "hello"));
    }

    /** Whatever has happened, nothing is held and nothing in doubt any more. */
    @AfterEach
    void letGo(Probe probe, Broker broker) {
        probe.ask("trap", "moment", "none");
        broker.undoWhatIsInDoubt();
    }

    /** All have prepared, and nothing is decided when the broker dies. */
    @ParameterizedTest
    @EnumSource(Back.class)
    void finishesWhatIsNotDecided(Back back, Site site, Probe probe, Broker broker) throws Exception {
        String way = site.server().preparesBackwards() ? "record" : "transfer";
        finishes(way, "prepared", back, probe, broker);
    }

    /** The database comes first, and is about to commit. */
    @ParameterizedTest
    @EnumSource(Back.class)
    void finishesWhatIsDecided(Back back, Probe probe, Broker broker) throws Exception {
        finishes("record", "decided", back, probe, broker);
    }

    /** The database is the only one that has committed. */
    @Test
    void finishesWhatTheDatabaseHasCommitted(Probe probe, Broker broker) throws Exception {
        finishes("record", "committed", Back.AFTER, probe, broker);
    }

    /** The broker hangs when it is told to commit, and dies without an answer: nobody knows what it has done. */
    @Test
    void finishesWhatTheBrokerHasNotAnswered(Probe probe, Broker broker) throws Exception {
        String text = "record, not answered";
        probe.ask("trap", "moment", "hold-committed");
        CompletableFuture<Boolean> call = probe.begin("record", "queue", "settled", "text", text);
        awaitHeld(probe);
        broker.freeze();
        probe.ask("trap", "moment", "let-go");
        probe.await(lines -> lines.contains("gone"), "trapped");
        broker.kill();
        broker.start();

        assertFinished(text, call, probe, broker);
    }

    private static void finishes(String way, String moment, Back back, Probe probe, Broker broker) throws Exception {
        String text = way + ", " + moment + ", back " + back;
        probe.ask("trap", "moment", "hold-" + moment);
        CompletableFuture<Boolean> call = probe.begin(way, "queue", "settled", "text", text);
        awaitHeld(probe);
        assertThat(broker.inDoubt()).isPositive();
        crash(broker, back, probe);

        assertFinished(text, call, probe, broker);
    }

    private static void assertFinished(String text, CompletableFuture<Boolean> call, Probe probe, Broker broker) {
        broker.awaitNothingInDoubt(PATIENCE);
        assertThat(call).succeedsWithin(PATIENCE);
        assertThat(probe.await(lines -> lines.contains(text), "ledger")).containsOnlyOnce(text);
        assertThat(broker.texts("settled")).containsOnlyOnce(text);
    }

    /**
     * The message that the bean took, what it sent and what it wrote are one transaction, which is not decided when the
     * broker dies. The message does not come again, if the broker had prepared: its delivery has joined first. Where
     * the broker is asked last, the transaction comes to nothing, and the message comes once more.
     */
    @ParameterizedTest
    @EnumSource(Back.class)
    void finishesWhatABeanReceived(Back back, Site site, Probe probe, Broker broker) throws Exception {
        boolean prepared = !site.server().preparesBackwards();
        String text = "paid, back " + back;
        pay(text, "prepared", probe, broker);
        assertThat(broker.inDoubt() > 0).isEqualTo(prepared);
        crash(broker, back, probe);

        assertPaid(text, prepared ? 1 : 2, probe, broker);
    }

    /**
     * The same, after the decision: a server that tells the database first has yet to tell the broker, and needs
     * recovery for it; one that tells the broker first has done so, and the database commits while the broker is dead.
     */
    @ParameterizedTest
    @ValueSource(strings = {"decided", "committed"})
    void finishesWhatWasDecidedAboutABean(String moment, Probe probe, Broker broker) throws Exception {
        String text = "paid, " + moment;
        pay(text, moment, probe, broker);
        crash(broker, Back.AFTER, probe);

        assertPaid(text, 1, probe, broker);
    }

    private static void pay(String text, String moment, Probe probe, Broker broker) {
        probe.ask("trap", "moment", "hold-" + moment);
        broker.send("payments", text);
        awaitHeld(probe);
    }

    private static void awaitHeld(Probe probe) {
        probe.await(lines -> lines.contains("held"), "trapped");
    }

    private static void crash(Broker broker, Back back, Probe probe) throws IOException {
        broker.kill();
        if (back == Back.BEFORE) {
            broker.start();
        }
        probe.ask("trap", "moment", "none");
        if (back == Back.AFTER) {
            broker.start();
        }
    }

    /** Once in the queue of receipts and in the database, however often a bean has seen it. */
    private static void assertPaid(String text, int times, Probe probe, Broker broker) {
        broker.awaitNothingInDoubt(PATIENCE);
        String last = "after " + text;
        broker.send("payments", last);
        Await.that("a receipt", PATIENCE, () -> broker.texts("receipts"), () -> broker.texts("receipts")
                .contains(last));
        assertThat(broker.texts("receipts")).containsOnlyOnce(text);
        assertThat(broker.texts("payments")).isEmpty();
        assertThat(probe.await(lines -> lines.contains(last), "ledger")).containsOnlyOnce(text);
        assertThat(probe.ask("seen", "by", "payments").stream().filter(text::equals))
                .hasSize(times);
    }

    /**
     * Where the server asks the database first, the broker dies before it is asked, and the transaction comes to
     * nothing without recovery; where not, it is finished as above. Queue and database agree on either.
     */
    @Test
    void agreesWhoeverWasAskedFirst(Probe probe, Broker broker) throws Exception {
        String text = "record, prepared";
        probe.ask("trap", "moment", "hold-prepared");
        CompletableFuture<Boolean> call = probe.begin("record", "queue", "settled", "text", text);
        awaitHeld(probe);
        boolean prepared = broker.inDoubt() > 0;
        broker.kill();
        probe.ask("trap", "moment", "none");
        broker.start();

        assertThat(call).succeedsWithin(PATIENCE);
        broker.awaitNothingInDoubt(PATIENCE);
        assertThat(broker.texts("settled").contains(text)).isEqualTo(prepared);
        assertThat(probe.ask("ledger").contains(text)).isEqualTo(prepared);
    }
}
