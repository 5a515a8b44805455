// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages out of one store and into another. */
class CarryingTest {

    private static final String ORDERS = "queue://orders";
    private static final long PATIENCE = 10_000;

    @TempDir
    Path directory;

    private final Shell shell = new Shell();

    @Test
    void carriesMessagesOfEveryTypeToAnotherStore() throws JMSException {
        Stocks.fill(path("a"), session -> {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            for (Message message : everyType(session)) {
                producer.send(message, DeliveryMode.PERSISTENT, 5, 0);
            }
        });
        String exported = export("a", ORDERS);
        assertThat(exported.lines()).hasSize(6);
        assertThat(shell.run("import", path("b"), ORDERS, write(exported))).as("%s", shell).isZero();
        assertThat(shell.out()).isEqualTo("6 messages sent to queue://orders\n");
        assertThat(export("b", ORDERS)).isEqualTo(exported);
    }

    @Test
    void whatWasImportedIsWhatWasSent() throws JMSException {
        List<String> ids = new ArrayList<>();
        Stocks.fill(path("a"), session -> {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            for (Message message : everyType(session)) {
                producer.send(message);
                ids.add(message.getJMSMessageID() + " at " + message.getJMSTimestamp());
            }
        });
        assertThat(shell.type(export("a", ORDERS)).run("import", path("b"), "queue://other")).isZero();
        List<String> received = new ArrayList<>();
        Stocks.fill(path("b"), session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue("other"));
            for (int i = 0; i < ids.size(); i++) {
                Message message = consumer.receive(PATIENCE);
                received.add(message.getJMSMessageID() + " at " + message.getJMSTimestamp());
                check(message);
            }
        });
        assertThat(received).isEqualTo(ids);
    }

    private static List<Message> everyType(Session session) throws JMSException {
        TextMessage text = session.createTextMessage("h\u00E4llo \uD83D\uDE00\n");
        text.setBooleanProperty("boolean", true);
        text.setByteProperty("byte", (byte) -1);
        text.setShortProperty("short", Short.MIN_VALUE);
        text.setIntProperty("int", 42);
        text.setLongProperty("long", Long.MAX_VALUE);
        text.setFloatProperty("float", 1.5f);
        text.setDoubleProperty("double", Double.NEGATIVE_INFINITY);
        text.setStringProperty("string", "x");
        text.setJMSType("greeting");
        text.setJMSCorrelationID("c");
        text.setJMSReplyTo(session.createTopic("answers"));
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(new byte[] {0, 127, -128});
        MapMessage map = session.createMapMessage();
        map.setChar("char", 'c');
        map.setBytes("bytes", new byte[] {7});
        map.setString("null", null);
        StreamMessage stream = session.createStreamMessage();
        stream.writeLong(Long.MIN_VALUE);
        stream.writeString(null);
        return List.of(text, bytes, map, stream, session.createObjectMessage("an object"), session.createMessage());
    }

    private static void check(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            assertThat(text.getText()).isEqualTo("h\u00E4llo \uD83D\uDE00\n");
            assertThat(text.getObjectProperty("short")).isEqualTo(Short.MIN_VALUE);
            assertThat(text.getObjectProperty("double")).isEqualTo(Double.NEGATIVE_INFINITY);
        } else if (message instanceof MapMessage map) {
            assertThat(map.getObject("char")).isEqualTo('c');
            assertThat(map.itemExists("null")).isTrue();
        } else if (message instanceof StreamMessage stream) {
            assertThat(stream.readObject()).isEqualTo(Long.MIN_VALUE);
            assertThat(stream.readObject()).isNull();
        }
    }

    @Test
    void carriesABacklog() throws JMSException {
        String body = "0123456789".repeat(100);
        Stocks.fill(path("a"), session ->
                Stocks.send(session, "orders",
                        IntStream.range(0, 3_000).mapToObj(i -> body + i).toArray(String[]::new)));
        String exported = export("a", ORDERS);
        assertThat(exported.lines()).hasSize(3_000);
        assertThat(shell.type(exported).run("import", path("b"), ORDERS)).isZero();
        assertThat(shell.out()).isEqualTo("3,000 messages sent to queue://orders\n");
        assertThat(export("b", ORDERS)).isEqualTo(exported);
        assertThat(export("a", ORDERS)).as("nothing is taken out").isEqualTo(exported);
    }

    @Test
    void exportsWhatADurableSubscriptionHolds() throws JMSException {
        Stocks.fill(path("a"), session -> {
            session.createDurableSubscriber(session.createTopic("prices.*"), "ledger").close();
            session.createProducer(session.createTopic("prices.tin")).send(session.createTextMessage("1"));
        });
        String exported = export("a", "topic://prices.*/client.ledger");
        assertThat(exported).contains("\"destination\":\"topic://prices.tin\"").contains("{\"text\":\"1\"}");
        assertThat(shell.type(exported).run("import", path("a"), "topic://prices.lead")).isZero();
        assertThat(shell.out())
                .contains("1 message sent to topic://prices.lead; copies that subscriptions have taken: 1");
        assertThat(export("a", "topic://prices.*/client.ledger").lines()).hasSize(2);
        assertThat(shell.type(exported).run("import", path("a"), "topic://news")).isZero();
        assertThat(shell.out()).contains("copies that subscriptions have taken: 0");
    }

    @Test
    void saysHowOftenAMessageWasDelivered() throws JMSException {
        Stocks.fill(path("a"), session -> {
            Stocks.send(session, "orders", "twice", "never");
            session.commit();
            for (int i = 0; i < 2; i++) {
                try (MessageConsumer consumer = session.createConsumer(session.createQueue("orders"))) {
                    assertThat(consumer.receive(PATIENCE).getBody(String.class)).isEqualTo("twice");
                    session.rollback();
                }
            }
        });
        assertThat(export("a", ORDERS).lines().toList().get(0)).contains("\"deliveryCount\":2").contains("twice");
    }

    @Test
    void namesWhatThereIsInsteadOfWhatIsNot() throws JMSException {
        Stocks.fill(path("a"), session -> Stocks.send(session, "orders", "1"));
        assertThat(shell.run("export", path("a"), "queue://order")).isEqualTo(1);
        assertThat(shell.err()).contains("There is no queue://order in the store, but queue://orders");
    }

    @Test
    void replacesAFileOnlyWhenToldTo() throws JMSException, IOException {
        Stocks.fill(path("a"), session -> Stocks.send(session, "orders", "1"));
        Path file = write("precious");
        assertThat(shell.run("export", path("a"), ORDERS, file)).isEqualTo(1);
        assertThat(shell.err()).contains(file + " exists already; --force replaces it");
        assertThat(file).hasContent("precious");
        assertThat(shell.run("export", "--force", path("a"), ORDERS, file)).isZero();
        assertThat(shell.err()).isEqualTo("1 message of queue://orders exported\n");
        assertThat(Files.readAllLines(file)).hasSize(1).first().asString().contains("{\"text\":\"1\"}");
        assertThat(shell.run("export", "--force", path("a"), "queue://none", file)).isEqualTo(1);
        assertThat(Files.readAllLines(file)).as("a failure leaves the old one").hasSize(1);
        assertThat(directory.toFile().list((any, name) -> name.endsWith(".part"))).isEmpty();
    }

    // --- lines that are no messages -------------------------------------------------------------------------------

    @Test
    void stopsAtALineThatIsNoMessageAndKeepsWhatCameBefore() {
        String lines = "{\"body\":{\"text\":\"1\"}}\n\n{\"body\":{\"text\":\"2\"}}\n{\"body\":{\"txt\":\"3\"}}\n{}\n";
        assertThat(shell.type(lines).run("import", path("b"), ORDERS)).isEqualTo(1);
        assertThat(shell.err()).contains("line 4, column 9: there is no body \"txt\"");
        assertThat(shell.out()).isEqualTo("2 messages sent to queue://orders. Mend the input and go on with line 4\n");
        assertThat(export("b", ORDERS).lines()).hasSize(2);
    }

    @Test
    void refusesALineThatIsNotUtf8() throws IOException {
        Path file = directory.resolve("latin.json");
        Files.write(file, new byte[] {'{', '}', '\n', '"', (byte) 0xE4, '"', '\n'});
        assertThat(shell.run("import", path("b"), ORDERS, file)).isEqualTo(1);
        assertThat(shell.err()).contains("line 2, column 1: the line is not UTF-8");
        assertThat(shell.out()).startsWith("1 message sent");
    }

    @Test
    void dropsWhatWasImportedBefore() {
        String lines = "{\"id\":\"ID:x-1\"}\n{\"id\":\"ID:x-2\"}";
        assertThat(shell.type(lines).run("import", "--dedup", path("b"), ORDERS)).isZero();
        assertThat(shell.out()).isEqualTo("2 messages sent to queue://orders\n");
        assertThat(shell.type(lines + "\n{\"id\":\"ID:x-3\"}\n").run("import", "--dedup", path("b"), ORDERS)).isZero();
        assertThat(shell.out()).isEqualTo(
                "3 messages sent to queue://orders, 2 of them dropped because they had been taken before\n");
        assertThat(export("b", ORDERS).lines()).hasSize(3);
        assertThat(shell.type("{}").run("import", "--dedup", path("b"), ORDERS)).isEqualTo(1);
        assertThat(shell.err()).contains("line 1, column 1: a message without an \"id\"");
    }

    @Test
    void refusesAStoreThatABrokerHas() throws JMSException {
        try (Broker broker = Stocks.broker(path("a"))) {
            Stocks.run(broker, session -> Stocks.send(session, "orders", "1"));
            for (String command : List.of("export", "import")) {
                assertThat(shell.run(command, path("a"), ORDERS)).isEqualTo(1);
                assertThat(shell.err()).contains("it is in use by another broker");
            }
            assertThat(shell.run("compact", path("a"))).isEqualTo(1);
            assertThat(shell.err()).contains("it is in use by another broker");
            assertThat(broker.statistics().queue("orders").map(MailboxStatistics::depth)).contains(1L);
        }
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private Path write(String text) {
        try {
            return Files.writeString(directory.resolve("messages.jsonl"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String export(String store, String destination) {
        assertThat(shell.run("export", path(store), destination)).as("%s", shell).isZero();
        return shell.out();
    }
}
