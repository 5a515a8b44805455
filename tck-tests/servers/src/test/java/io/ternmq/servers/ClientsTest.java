// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans and servlets that send and receive: by an injected context, by factories, in transactions. */
@OnServer
final class ClientsTest {

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.beans();
    }

    /** By an injected context, by a connection, in a transaction of a servlet, and with a database. */
    @ParameterizedTest
    @ValueSource(strings = {"send", "connect", "begin", "transfer"})
    void commits(String way, Probe probe, Broker broker) {
        probe.ask(way, "queue", "kept", "text", "kept by " + way);

        assertThat(broker.texts("kept")).containsOnlyOnce("kept by " + way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "connect", "begin", "transfer"})
    void rollsBack(String way, Probe probe, Broker broker) {
        probe.ask(way, "queue", "undone", "text", "undone by " + way, "undo", "true");

        assertThat(broker.texts("undone")).isEmpty();
    }

    @Test
    void databaseAndQueueAgree(Probe probe, Broker broker) {
        probe.ask("transfer", "queue", "accounts", "text", "1 to Ann");
        probe.ask("transfer", "queue", "accounts", "text", "2 to Bob", "undo", "true");
        probe.ask("transfer", "queue", "accounts", "text", "3 to Cid");

        assertThat(broker.texts("accounts")).containsExactly("1 to Ann", "3 to Cid");
        assertThat(probe.ask("ledger")).contains("1 to Ann", "3 to Cid").doesNotContain("2 to Bob");
    }

    @Test
    void receivesAgainWhatWasRolledBack(Probe probe, Broker broker) {
        broker.send("letters", "dear sir");

        assertThat(probe.ask("receive", "queue", "letters", "undo", "true")).containsExactly("dear sir");
        assertThat(probe.ask("receive", "queue", "letters")).containsExactly("dear sir");
    }

    @Test
    void publishesByInjectedContext(Probe probe) {
        probe.ask("publish", "topic", "prices", "text", "ink 2.10");

        probe.await(lines -> lines.contains("ink 2.10"), "seen", "by", "prices");
    }

    @Test
    void usesBrokerInsideTheServer(Probe probe, Broker broker) {
        probe.ask("send-inside", "queue", "notes", "text", "to myself");

        assertThat(broker.texts("notes")).isEmpty();
        assertThat(probe.ask("receive-inside", "queue", "notes")).containsExactly("to myself");
    }

    @Test
    void refusesWhatThePlatformForbids(Probe probe) {
        assertThat(probe.ask("listen", "queue", "kept")).singleElement().asString().startsWith("refused: ");
    }
}
