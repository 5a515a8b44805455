// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest extends BrokerTest {

    private @Nullable Message received(String queue) {
        try (JMSContext context = context();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveNoWait();
        }
    }

    private String text(String queue) throws JMSException {
        return received(queue) instanceof TextMessage text ? text.getText() : "no text";
    }

    @Test
    void sendsTheArgument() throws JMSException {
        assertThat(tern("send", "orders", "two of the blue ones").out())
                .isEqualTo("Sent 1 message to queue://orders.\n");
        assertThat(text("orders")).isEqualTo("two of the blue ones");
    }

    @Test
    void sendsTheStandardInputAsOneMessage() throws JMSException {
        assertThat(run().given("erste Zeile\nzweite – Zeile\n").tern("send", "orders").code()).isZero();
        assertThat(text("orders")).isEqualTo("erste Zeile\nzweite – Zeile\n");
    }

    @Test
    void sendsAFileAsBytes(@TempDir Path folder) throws IOException, JMSException {
        byte[] content = {0, 1, (byte) 0xff, 10, 13};
        Path file = Files.write(folder.resolve("picture"), content);
        tern("send", "--file", file.toString(), "--bytes", "orders");
        Message message = received("orders");
        assertThat(message).isInstanceOf(BytesMessage.class);
        assertThat(message.getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void carriesAFileThatIsLargerThanAMessageIsWhole(@TempDir Path folder) throws IOException {
        byte[] content = new byte[3_000_001];
        new Random(5).nextBytes(content);
        Path file = Files.write(folder.resolve("film"), content);
        tern("send", "--file", file.toString(), "--bytes", "--count", "2", "films");
        assertThat(depth("films")).isEqualTo(2);
        assertThat(tern("receive", "films").bytes()).isEqualTo(content);
        tern("receive", "films", "--output", folder.resolve("copies") + "/");
        assertThat(folder.resolve("copies").resolve("000001.bin")).hasBinaryContent(content);
    }

    @Test
    void refusesAFileThatIsNoText(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("picture"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Run run = run().tern("send", "--file", file.toString(), "orders");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("--bytes");
        assertThat(depth("orders")).isZero();
    }

    @Test
    void setsHeadersAndTypedProperties() throws JMSException {
        tern("send", "orders", "x", "-H", "JMSType=order", "--header", "JMSCorrelationID=c=1",
                "-H", "JMSReplyTo=queue://answers", "-p", "region=north", "-p", "items:int=2", "-p", "price:double=9.5",
                "-p", "gift:boolean=true", "--priority", "7", "--non-persistent");
        Message message = received("orders");
        assertThat(message).isNotNull();
        assertThat(message.getJMSType()).isEqualTo("order");
        assertThat(message.getJMSCorrelationID()).isEqualTo("c=1");
        assertThat(message.getJMSReplyTo()).hasToString("queue://answers");
        assertThat(message.getObjectProperty("region")).isEqualTo("north");
        assertThat(message.getObjectProperty("items")).isEqualTo(2);
        assertThat(message.getObjectProperty("price")).isEqualTo(9.5);
        assertThat(message.getObjectProperty("gift")).isEqualTo(true);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    }

    @Test
    void setsLifetimeAndDelay() throws JMSException {
        tern("send", "orders", "x", "--ttl", "5m");
        Message message = received("orders");
        assertThat(message).isNotNull();
        assertThat(message.getJMSExpiration() - message.getJMSTimestamp()).isEqualTo(300_000);
        tern("send", "orders", "later", "--delay", "1h");
        assertThat(received("orders")).isNull();
        assertThat(depth("orders")).isEqualTo(1);
    }

    @Test
    void sendsTheSameMessageSeveralTimes() {
        String report = tern("send", "orders", "x", "--count", "5", "--transacted", "2", "--json").out();
        assertThat(report).startsWith("{\"destination\":\"queue://orders\",\"sent\":5,\"lastMessageId\":\"ID:");
        assertThat(depth("orders")).isEqualTo(5);
    }

    @Test
    void reachesTheSubscribersOfATopic() throws JMSException {
        try (JMSContext context = context();
                JMSConsumer consumer = context.createConsumer(context.createTopic("prices.#"))) {
            tern("send", "--topic", "prices.gold", "99.95");
            assertThat(consumer.receiveBody(String.class, 5000)).isEqualTo("99.95");
        }
    }

    @Test
    void aBadLineIsNamedAndWhatCameBeforeItStays() {
        Run run = run().given("{\"body\":\"one\"}\n\n{\"body\":\"two\"}\n{\"body\":\"three\",}\n")
                .tern("send", "--ndjson", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern send: line 4: this is no JSON object").contains("sent before it: 2");
        assertThat(depth("orders")).isEqualTo(2);
    }

    @Test
    void aBadLineTakesBackItsTransaction() {
        Run run = run().given("{\"body\":\"1\"}\n{\"body\":\"2\"}\n{\"body\":\"3\"}\n{\"body\":4}\n")
                .tern("send", "--ndjson", "--transacted", "2", "orders");
        assertThat(run.err()).startsWith("tern send: line 4: \"body\" must be").contains("sent before it: 2");
        assertThat(depth("orders")).isEqualTo(2);
    }

    @Test
    void aPropertyThatTheBrokerRefusesNamesItsLine() {
        Run run = run().given("{\"body\":\"1\"}\n{\"properties\":{\"not\":1},\"body\":\"2\"}\n")
                .tern("send", "--ndjson", "orders");
        assertThat(run.err()).startsWith("tern send: line 2: 'not' is no");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void aMessageThatHasEndedIsNotSentUnlessItGetsANewLife() {
        String line = "{\"headers\":{\"JMSExpiration\":1000},\"body\":\"old\"}\n";
        Run refused = run().given(line).tern("send", "--ndjson", "orders");
        assertThat(refused.err()).contains("line 1: header JMSExpiration").contains("--ttl");
        assertThat(run().given(line).tern("send", "--ndjson", "--ttl", "1h", "orders").code()).isZero();
        assertThat(depth("orders")).isEqualTo(1);
    }

    @Test
    void whatGoesNotTogetherIsRefusedBeforeAnythingIsSent() {
        for (String[] arguments : new String[][] {
            {"send", "orders", "x", "--file", "y"},
            {"send", "orders", "x", "--ndjson"},
            {"send", "orders", "--ndjson", "--count", "2"},
            {"send", "orders", "x", "--count", "0"},
            {"send", "orders", "x", "--priority", "10"},
            {"send", "orders", "x", "--ttl", "5"},
            {"send", "orders", "x", "-p", "n:number=5"},
            {"send", "orders", "x", "-p", "n:int=5.5"},
            {"send", "orders", "x", "-H", "JMSTypo=5"},
            {"send", "orders", "x", "-H", "JMSPriority=high"},
            {"send"},
        }) {
            Run run = run().tern(arguments);
            assertThat(run.code()).as("%s: %s", String.join(" ", arguments), run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("tern send: ").endsWith("See tern send --help.\n");
        }
        assertThat(depth("orders")).isZero();
    }
}
