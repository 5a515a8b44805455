// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.server.http.Doubt;
import io.ternmq.server.http.Site;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask the HTTP port, against a whole server. */
class ManagementCommandsTest {

    private final Site site = Site.open("destinations.orders.redelivery.max-delivery-attempts=1");

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void closeSite() {
        site.close();
    }

    private Run run(String... arguments) {
        return tern(new Run(), arguments);
    }

    private Run tern(Run run, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", site.base().toString()));
        return run.tern(all.toArray(String[]::new));
    }

    private Run well(String... arguments) {
        Run run = run(arguments);
        assertThat(run.code()).as("%s: %s", String.join(" ", arguments), run.err()).isZero();
        return run;
    }

    private void fail(String queue) {
        try (JMSContext context = site.context();
                JMSContext worker = context.createContext(JMSContext.SESSION_TRANSACTED)) {
            Message failed = worker.createConsumer(worker.createQueue(queue)).receive(10_000);
            assertThat(failed).isNotNull();
            worker.rollback();
        }
    }

    @Test
    void showsQueuesAsTableAndAsJson() {
        site.send("orders", "a", "b");
        Run table = well("queue", "list");
        assertThat(table.lines().get(0)).startsWith("NAME").contains("DEPTH").contains("IN FLIGHT");
        assertThat(table.lines().get(1)).startsWith("orders").contains("2");
        assertThat(well("queue", "list", "--json").out()).startsWith("{\"name\":\"orders\"").hasLineCount(1);
        assertThat(well("queue", "show", "orders").out()).contains("totals.enqueued").contains("settings.");
        assertThat(well("queue", "show", "orders", "--json").out()).contains("\"depth\":2");
    }

    @Test
    void makesPausesAndDeletesQueues() {
        assertThat(well("queue", "create", "a b/c").out()).isEqualTo("Created queue a b/c.\n");
        well("queue", "pause", "a b/c");
        assertThat(well("queue", "show", "a b/c").out()).containsPattern("paused +yes");
        well("queue", "resume", "a b/c");
        assertThat(well("queue", "show", "a b/c").out()).containsPattern("paused +no");
        assertThat(well("queue", "delete", "a b/c", "--yes").out()).isEqualTo("Deleted queue a b/c.\n");
        Run gone = run("queue", "show", "a b/c");
        assertThat(gone.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(gone.err()).startsWith("tern queue show: TERN-101: ").hasLineCount(1);
    }

    @Test
    void asksBeforeItDestroys() {
        site.send("orders", "a");
        Run unattended = run("queue", "purge", "orders");
        assertThat(unattended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unattended.err()).contains("--yes");
        Run reluctant = tern(new Run().watched().given("n\n"), "queue", "purge", "orders");
        assertThat(reluctant.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(reluctant.err()).contains("[y/N]").contains("Nothing was done");
        assertThat(site.broker().management().queue("orders").figures().depth()).isEqualTo(1);
        Run meant = tern(new Run().watched().given("yes\n"), "queue", "purge", "orders");
        assertThat(meant.code()).as("%s", meant.err()).isZero();
        assertThat(meant.out()).isEqualTo("Removed 1 message of queue orders.\n");
    }

    @Test
    void purgesAndMovesWhatTheSelectorSays() {
        try (JMSContext context = site.context()) {
            for (int at = 0; at < 5; at++) {
                context.createProducer().setProperty("at", at).send(context.createQueue("orders"), "text");
            }
        }
        assertThat(well("queue", "move", "orders", "aside", "-s", "at >= 2", "--limit", "2").out())
                .isEqualTo("Moved 2 messages from queue orders to queue aside.\n");
        assertThat(well("queue", "purge", "orders", "-s", "at < 2", "--yes", "--json").out())
                .isEqualTo("{\"purged\":2}\n");
        Run wrong = run("queue", "purge", "orders", "-s", "at <", "--yes");
        assertThat(wrong.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(wrong.err()).startsWith("tern queue purge: TERN-102").contains("--selector");
        assertThat(run("queue", "move", "orders", "aside", "--limit", "0").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void managesTopicsSubscriptionsAndConnections() {
        try (JMSContext context = site.context()) {
            context.setClientID("desk");
            context.createDurableConsumer(context.createTopic("prices.eu"), "board");
            assertThat(well("topic", "list").out()).contains("prices.eu").contains("desk.board");
            assertThat(well("topic", "show", "prices.eu").out()).contains("desk.board");
            Run connections = well("connection", "list");
            assertThat(connections.lines().get(1)).contains("desk");
            String number = connections.lines().get(1).strip().split(" ", -1)[0];
            assertThat(well("connection", "show", number).out()).contains("clientId");
            assertThat(well("connection", "close", number, "-y").out())
                    .isEqualTo("Closed connection " + number + ".\n");
            assertThat(run("connection", "close", number, "-y").err()).contains("There is no connection " + number);
        }
        assertThat(well("subscription", "list").lines().get(1)).startsWith("prices.eu/desk.board");
        assertThat(well("subscription", "show", "prices.eu/desk.board").out()).containsPattern("durable +yes");
        well("subscription", "pause", "prices.eu/desk.board");
        well("subscription", "resume", "prices.eu/desk.board");
        well("subscription", "purge", "prices.eu/desk.board", "--yes");
        well("subscription", "delete", "prices.eu/desk.board", "--yes");
        assertThat(well("subscription", "list").lines()).hasSize(1);
    }

    @Test
    void decidesBranchesInPlaceOfTheirManager() {
        Doubt.number(131_077).prepare(site, context -> context.createQueue("orders"));
        Doubt.number(-7).prepare(site, context -> context.createQueue("orders"));
        assertThat(well("branch", "list").lines()).hasSize(3)
                .anyMatch(line -> line.startsWith("131077:0a1b:2c") && line.contains("PREPARED")
                        && line.contains("queue://orders 1"));
        assertThat(run("branch", "commit", "131077:0a1b:2c").err()).contains("--yes");
        Run reluctant = tern(new Run().watched().given("n\n"), "branch", "rollback", "131077:0a1b:2c");
        assertThat(reluctant.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(reluctant.err()).contains("in place of its transaction manager? [y/N]");
        assertThat(well("branch", "commit", "131077:0a1b:2c", "--yes").out())
                .isEqualTo("Committed branch 131077:0a1b:2c.\n");
        assertThat(well("branch", "rollback", "-7:0a1b:2c", "--yes", "--json").out())
                .isEqualTo("{\"done\":\"Rolled back\",\"name\":\"-7:0a1b:2c\"}\n");
        assertThat(site.broker().management().queue("orders").figures().depth()).isEqualTo(1);
        assertThat(well("branch", "show", "-7:0a1b:2c").out()).containsPattern("state +ROLLED_BACK")
                .contains("verdict.by");
        assertThat(run("branch", "commit", "-7:0a1b:2c", "--yes").err()).startsWith("tern branch commit: TERN-507: ");
        assertThat(well("branch", "forget", "-7:0a1b:2c", "--yes").out()).isEqualTo("Forgot branch -7:0a1b:2c.\n");
        well("branch", "forget", "131077:0a1b:2c", "-y");
        assertThat(well("branch", "list").lines()).hasSize(1);
        assertThat(run("branch", "show", "--jsn", "1:02:03").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void bringsDeadLettersBackOrOut() throws IOException {
        site.send("orders", "bad");
        fail("orders");
        assertThat(well("dlq", "list").lines().get(1)).startsWith("DLQ.orders").contains("MAX_DELIVERY_ATTEMPTS 1");
        assertThat(well("dlq", "show", "DLQ.orders").out()).contains("origins.queue://orders");
        Path file = folder.resolve("letters.ndjson");
        assertThat(well("dlq", "export", "DLQ.orders", "-o", file.toString()).err()).startsWith("Wrote 1 message ");
        Run again = run("dlq", "export", "DLQ.orders", "-o", file.toString());
        assertThat(again.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.err()).contains("exists already");
        String line = Files.readString(file);
        assertThat(well("dlq", "export", "DLQ.orders").out()).isEqualTo(line);
        assertThat(well("dlq", "retry", "DLQ.orders").out()).startsWith("Brought 1 message ");
        assertThat(site.broker().management().queue("orders").figures().depth()).isEqualTo(1);
        fail("orders");
        String second = well("dlq", "export", "DLQ.orders").out();
        Run received = Run.at("vm://" + site.broker().name())
                .tern("receive", "DLQ.orders", "--json");
        assertThat(received.code()).as("%s", received.err()).isZero();
        assertThat(received.out()).isEqualTo(second);
        assertThat(run("dlq", "show", "orders").err()).contains("none of dead letters");
    }

    @Test
    void deadLetterWithoutAWayBackIsAFailure() {
        site.send("orders", "bad");
        fail("orders");
        site.broker().deleteQueue("orders");
        Run retry = run("dlq", "retry", "DLQ.orders");
        assertThat(retry.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(retry.err()).contains("1 message stays");
    }

    @Test
    void saysWhenNothingAnswers() {
        Run run = new Run().tern("queue", "list", "--url", "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern queue list: TERN-601: Nothing answers at http://127.0.0.1:1.")
                .contains("--url").hasLineCount(1);
        assertThat(new Run().tern("queue").err()).contains("list, show, create, delete");
    }

    @Test
    void namesCannotSteerTheTerminal() {
        site.broker().createQueue("red\u001b[31m\nline");
        assertThat(well("queue", "list").lines()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
    }
}
