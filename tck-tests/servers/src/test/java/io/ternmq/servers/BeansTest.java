// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Message-driven beans: what reaches them, and what becomes of what they cannot take. */
@OnServer
final class BeansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.beans();
    }

    @Test
    void receivesFromQueue(Probe probe, Broker broker) {
        broker.send("orders", "one pen");

        probe.await(lines -> lines.contains("one pen"), "seen", "by", "orders");
    }

    @Test
    void receivesFromDurableSubscription(Probe probe, Broker broker) {
        broker.publish("prices", "pen 3.20");

        assertThat(probe.await(lines -> lines.contains("pen 3.20"), "seen", "by", "prices"))
                .containsOnlyOnce("pen 3.20");
    }

    @Test
    void beansThatShareASubscriptionReceiveOnce(Probe probe, Broker broker) {
        for (int i = 0; i < 20; i++) {
            broker.publish("news", "news " + i);
        }

        assertThat(probe.await(lines -> lines.size() >= 20, "seen", "by", "news"))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void receivesWhatItsSelectorWantsFromTheQueueThatItLooksUp(Probe probe, Broker broker) {
        probe.ask("grade", "queue", "audits", "text", "elsewhere", "grade", "5");
        probe.ask("grade", "queue", "office.audits", "text", "dull", "grade", "2");
        probe.ask("grade", "queue", "office.audits", "text", "good", "grade", "5");

        assertThat(probe.await(lines -> lines.contains("good"), "seen", "by", "audits")).containsExactly("good");
        assertThat(broker.texts("office.audits")).containsExactly("dull");
        assertThat(broker.texts("audits")).containsExactly("elsewhere");
    }

    @Test
    void receivesFromTheBrokerOfTheFactoryThatItLooksUp(Probe probe, Broker broker) {
        broker.send("mountain.echoes", "from afar");
        probe.ask("send-inside", "queue", "mountain.echoes", "text", "from here");

        assertThat(probe.await(lines -> lines.contains("from here"), "seen", "by", "echoes"))
                .containsExactly("from here");
        assertThat(broker.texts("mountain.echoes")).containsExactly("from afar");
    }

    @Test
    void answersRequests(Probe probe, Broker broker) {
        assertThat(broker.ask("questions", "who", PATIENCE)).isEqualTo("WHO");
        assertThat(probe.ask("ask", "queue", "questions", "text", "what")).containsExactly("WHAT");
    }

    @Test
    void deadLettersWhatItThrowsUpAt(Probe probe, Broker broker) {
        broker.send("orders", "poison apple");

        Await.that("a dead letter", PATIENCE, () -> broker.texts("orders"), () -> broker.texts("DLQ.orders")
                .contains("poison apple"));
        assertThat(probe.ask("seen", "by", "orders").stream().filter("poison apple"::equals))
                .hasSize(3);
        assertThat(broker.texts("orders")).isEmpty();
    }

    @Test
    void rollsBackWhatItDoesWithTheMessage(Probe probe, Broker broker) {
        broker.send("payments", "refused 5");

        Await.that("a dead letter", PATIENCE, () -> broker.texts("payments"), () -> broker.texts("DLQ.payments")
                .contains("refused 5"));
        assertThat(probe.ask("seen", "by", "payments").stream().filter("refused 5"::equals))
                .hasSize(3);
        assertThat(probe.ask("ledger")).doesNotContain("refused 5");
        assertThat(broker.texts("receipts")).doesNotContain("refused 5");
    }

    @Test
    void commitsDatabaseAndMessagesTogether(Probe probe, Broker broker) {
        broker.send("payments", "paid 7");

        assertThat(probe.await(lines -> lines.contains("paid 7"), "ledger")).containsOnlyOnce("paid 7");
        Await.that("a receipt", PATIENCE, () -> broker.texts("receipts"), () -> broker.texts("receipts")
                .contains("paid 7"));
        assertThat(broker.texts("payments")).isEmpty();
    }

    @Test
    void receivesAgainWhenTheBrokerIsBack(Probe probe, Broker broker) throws Exception {
        broker.send("payments", "before");
        probe.await(lines -> lines.contains("before"), "ledger");
        broker.kill();
        broker.start();
        broker.send("payments", "after");
        broker.publish("prices", "pen 3.40");
        broker.publish("news", "broker is back");

        assertThat(probe.await(lines -> lines.contains("after"), "ledger")).containsOnlyOnce("after");
        probe.await(lines -> lines.contains("pen 3.40"), "seen", "by", "prices");
        probe.await(lines -> lines.contains("broker is back"), "seen", "by", "news");
        Await.that("sending works", PATIENCE, () -> "", () -> sends(probe));
        assertThat(broker.texts("later")).contains("by bean");
    }

    /** Whether connections that broke have left the server's pool. */
    private static boolean sends(Probe probe) {
        return probe.succeeds("send", "queue", "later", "text", "by bean");
    }
}
