// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.Broker;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of stores that are whole, damaged, or in use. */
class LookingTest {

    private static final String ORDERS = "queue://orders";
    private static final long PATIENCE = 10_000;

    @TempDir
    Path directory;

    private final Shell shell = new Shell();
    private Path store;

    @BeforeEach
    void fill() throws JMSException {
        store = directory.resolve("store");
        Stocks.fill(store, session -> {
            Stocks.send(session, "orders", "first", "second", "third");
            session.createDurableSubscriber(session.createTopic("news"), "ledger").close();
            session.createProducer(session.createTopic("news")).send(session.createTextMessage("late edition"));
        });
    }

    // --- whole ----------------------------------------------------------------------------------------------------

    @Test
    void findsNothingWrongWithAWholeStore() {
        assertThat(shell.run("verify", store)).as("%s", shell).isZero();
        assertThat(shell.lines()).first().asString()
                .isEqualTo("Store       " + store + " (log files, format 1, opened 1 time)");
        assertThat(shell.lines()).last().isEqualTo("Nothing is damaged.");
        assertThat(shell.run("verify", "file:" + store)).isZero();
    }

    @Test
    void countsMessagesByQueueAndSubscription() {
        assertThat(shell.run("stat", store)).as("%s", shell).isZero();
        assertThat(shell.lines()).anyMatch(line -> line.matches(" +3 +\\d+ {2}queue://orders"));
        assertThat(shell.lines()).anyMatch(line -> line.matches(" +1 +\\d+ {2}topic://news/client.ledger"));
        assertThat(shell.run("stat", "--json", store)).isZero();
        assertThat(JsonReader.read(shell.out())).isInstanceOf(JsonValue.Members.class);
        assertThat(shell.out()).contains("{\"name\":\"queue://orders\",\"messages\":3,\"scheduled\":0,");
    }

    @Test
    void countsWhatOnlyTheLogKnows() throws JMSException {
        try (Broker broker = Stocks.broker(store)) {
            Stocks.run(broker, session -> {
                Stocks.send(session, "orders", "fourth");
                session.commit();
                MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
                assertThat(consumer.receive(PATIENCE).getBody(String.class)).isEqualTo("first");
                assertThat(consumer.receive(PATIENCE).getBody(String.class)).isEqualTo("second");
            });
            assertThat(shell.run("stat", store)).as("while a broker has it: %s", shell).isZero();
            assertThat(shell.lines()).anyMatch(line -> line.matches(" +2 +\\d+ {2}queue://orders"));
        }
    }

    @Test
    void printsEveryRecord() {
        assertThat(shell.run("dump", store)).isZero();
        assertThat(shell.lines())
                .anyMatch(line -> line.contains("DestinationCreated  {\"address\":\"queue://orders\""));
        assertThat(shell.lines()).anyMatch(line -> line.startsWith("0000000000000001.log at offset ")
                && line.contains("  Routed  {\"entry\":1,\"message\":{\"id\":\"ID:")
                && line.contains("\"bodyType\":\"text\",\"bodyBytes\":5"));
        assertThat(shell.out()).doesNotContain("second");
        assertThat(shell.run("dump", "--bodies", store)).isZero();
        assertThat(shell.out()).contains("\"body\":{\"text\":\"second\"}");
        assertThat(shell.run("dump", "--json", store)).isZero();
        assertThat(shell.lines()).allMatch(line -> JsonReader.read(line) instanceof JsonValue.Members);
        assertThat(shell.lines())
                .anyMatch(line -> line.contains("\"fact\":\"SubscriptionCreated\",\"fields\":{\"mailbox\":"));
    }

    @Test
    void cutsLongBodiesUnlessToldNotTo() throws JMSException {
        String body = "0123456789".repeat(100);
        Stocks.fill(store, session -> Stocks.send(session, "long", body));
        assertThat(shell.run("dump", "--bodies", store)).isZero();
        assertThat(shell.out()).doesNotContain(body).contains("\"bodyBegins\":\"{\\\"text\\\":\\\"0123456789");
        assertThat(shell.run("dump", "--bodies", "--full", store)).isZero();
        assertThat(shell.out()).contains(body);
    }

    @Test
    void changesNothingByLooking() throws IOException {
        List<byte[]> before = contents();
        for (String command : List.of("verify", "stat", "dump")) {
            assertThat(shell.run(command, store)).isZero();
        }
        assertThat(contents()).usingRecursiveComparison().isEqualTo(before);
    }

    private List<byte[]> contents() throws IOException {
        try (var files = Files.list(store)) {
            return files.sorted().map(file -> {
                try {
                    return Files.readAllBytes(file);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }).toList();
        }
    }

    // --- smaller --------------------------------------------------------------------------------------------------

    @Test
    void givesBackWhatNoMessageNeeds() throws JMSException {
        String body = "0123456789".repeat(1_000);
        String[] bodies = IntStream.range(0, 1_000).mapToObj(i -> body).toArray(String[]::new);
        Stocks.fillAndCrash(store, session -> {
            Stocks.send(session, "bulk", bodies);
            session.commit();
            MessageConsumer consumer = session.createConsumer(session.createQueue("bulk"));
            for (int i = 0; i < bodies.length; i++) {
                assertThat(consumer.receive(PATIENCE)).as("message " + i).isNotNull();
            }
        });
        assertThat(shell.run("compact", store)).as("%s", shell).isZero();
        assertThat(shell.lines()).hasSize(2);
        assertThat(logFiles(shell.lines().get(1))).isLessThan(logFiles(shell.lines().get(0)));
        assertThat(shell.run("export", store, ORDERS)).isZero();
        assertThat(shell.lines()).hasSize(3);
        assertThat(shell.run("verify", store)).as("%s", shell).isZero();
    }

    private static int logFiles(String line) {
        return Integer.parseInt(line.replaceAll(".*: (\\d+) log files?, .*", "$1"));
    }

    // --- damaged --------------------------------------------------------------------------------------------------

    @Test
    void findsADamagedMessageAndSavesTheOthers() throws JMSException, IOException {
        Stocks.fill(store, session -> Stocks.send(session, "orders", "fourth"));
        Stocks.damage(Stocks.log(store), "fourth");
        assertThat(shell.run("verify", store)).as("%s", shell).isEqualTo(1);
        assertThat(shell.lines())
                .anyMatch(line -> line.startsWith("DAMAGE      no valid frame in 0000000000000001.log"));
        assertThat(shell.out()).contains("tern store compact --salvage NEWDIR " + store);
        assertThat(shell.run("dump", store)).isEqualTo(1);
        assertThat(shell.lines()).anyMatch(line -> line.startsWith("DAMAGE  no valid frame in 0000000000000001.log"));
        assertThat(shell.run("stat", store)).isEqualTo(1);
        assertThat(shell.lines()).anyMatch(line -> line.endsWith("queue://orders"));
        assertSaved("first", "second", "third");
        assertThat(shell.run("stat", store)).as("the damaged one stays as it is").isEqualTo(1);
    }

    /** What was sent in one transaction is one batch, and a damaged batch is lost as a whole. */
    @Test
    void takesMessagesWithoutContentOutOfWhatItSaves() throws JMSException, IOException {
        Stocks.fill(store, session -> Stocks.send(session, "orders", "fourth"));
        Stocks.damage(Stocks.log(store), "second");
        assertThat(shell.run("verify", store)).as("%s", shell).isEqualTo(1);
        assertSaved("fourth");
        assertThat(shell.run("export", directory.resolve("saved"), "topic://news/client.ledger")).isZero();
        assertThat(shell.lines()).isEmpty();
    }

    @Test
    void savesWhatALogHoldsBehindItsDamage() throws JMSException, IOException {
        Stocks.fillAndCrash(store, session -> {
            for (String text : List.of("fourth", "fifth", "sixth")) {
                Stocks.send(session, "orders", text);
                session.commit();
            }
        });
        Stocks.damage(Stocks.log(store), "fourth");
        assertThat(shell.run("export", store, ORDERS)).isEqualTo(1);
        assertThat(shell.err()).contains("is damaged").contains("tern store compact --salvage");
        assertSaved("first", "second", "third", "fifth", "sixth");
    }

    @Test
    void savesIntoAnEmptyDirectoryOnly() throws IOException {
        Path occupied = Files.createDirectory(directory.resolve("occupied"));
        Files.writeString(occupied.resolve("precious"), "x");
        assertThat(shell.run("compact", "--salvage", occupied, store)).isEqualTo(1);
        assertThat(shell.err()).contains("an empty directory");
        assertThat(occupied).isDirectoryContaining(file -> file.endsWith("precious"));
        assertThat(shell.run("compact", "--salvage", store, store)).isEqualTo(1);
        assertThat(shell.run("verify", store)).isZero();
    }

    /** The log before it is still whole, and says the same. */
    @Test
    void doesWithoutACheckpointThatIsDamaged() throws IOException {
        Stocks.damage(store.resolve("checkpoint.a"), "orders");
        assertThat(shell.run("verify", store)).as("%s", shell).isZero();
        assertThat(shell.lines())
                .anyMatch(line -> line.startsWith("Checkpoint  checkpoint.a") && line.endsWith("DAMAGED"));
        assertThat(shell.lines()).anyMatch(line -> line.startsWith("Note        checkpoint.a is damaged"));
        assertThat(shell.run("stat", store)).as("%s", shell).isZero();
        assertThat(shell.lines()).anyMatch(line -> line.matches(" +3 +\\d+ {2}queue://orders"));
    }

    @Test
    void saysThatAFileOfTheLogIsMissing() throws IOException {
        Files.delete(Stocks.log(store));
        assertThat(shell.run("verify", store)).as("%s", shell).isEqualTo(1);
        assertThat(shell.lines()).anyMatch(line -> line.startsWith("DAMAGE      0000000000000001.log is missing"));
    }

    private void assertSaved(String... texts) throws JMSException {
        Path saved = directory.resolve("saved");
        assertThat(shell.run("compact", "--salvage", saved, store)).as("%s", shell).isZero();
        assertThat(shell.lines()).anyMatch(line -> line.startsWith("DAMAGE      "));
        assertThat(shell.lines()).last().asString().startsWith("What can be read is in " + saved);
        assertThat(shell.run("verify", saved)).as("%s", shell).isZero();
        assertThat(shell.run("export", saved, ORDERS)).as("%s", shell).isZero();
        assertThat(shell.lines()).hasSameSizeAs(texts);
        List<String> received = new ArrayList<>();
        Stocks.fill(saved, session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            for (int i = 0; i < texts.length; i++) {
                received.add(consumer.receive(PATIENCE).getBody(String.class));
            }
        });
        assertThat(received).containsExactly(texts);
    }
}
