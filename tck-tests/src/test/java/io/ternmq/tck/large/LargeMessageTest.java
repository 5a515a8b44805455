// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.tool.StoreCommand;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes messages that do not fit into memory, from a stream and to a stream, over a file store. */
class LargeMessageTest {

    private static final int MIB = 1024 * 1024;
    private static final long LENGTH = 3L * MIB + 5;
    private static final int SEGMENT = 4 * MIB;
    private static final long PATIENCE = 10_000;

    @TempDir
    Path directory;

    private Broker broker;
    private Connection connection;
    private Session session;
    private Queue queue;

    @BeforeEach
    void open() throws JMSException {
        broker = Broker.builder()
                .name("large-" + directory.getFileName())
                .store(StorePolicy.file(directory).withSegmentBytes(SEGMENT))
                .start();
        connection = connect();
        session = connection.createSession();
        queue = session.createQueue("large");
    }

    private Connection connect() throws JMSException {
        Connection opened = new TernConnectionFactory(broker.uri()).createConnection();
        opened.start();
        return opened;
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        broker.close();
    }

    private static BytesMessage large(Session session, InputStream body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setObjectProperty(MessageProperties.INPUT_STREAM, body);
        return message;
    }

    private void send(int seed) throws JMSException {
        session.createProducer(queue).send(large(session, new PatternStream(seed, LENGTH)));
    }

    private BytesMessage receive() throws JMSException {
        return receive(session);
    }

    private BytesMessage receive(Session by) throws JMSException {
        return (BytesMessage) receiveAny(by);
    }

    private Message receiveAny(Session by) throws JMSException {
        try (MessageConsumer consumer = by.createConsumer(queue)) {
            return consumer.receive(PATIENCE);
        }
    }

    private static void assertWhole(int seed, Message message) throws JMSException {
        PatternCheck check = new PatternCheck(seed);
        message.setObjectProperty(MessageProperties.OUTPUT_STREAM, check);
        assertThat(check.count()).isEqualTo(LENGTH);
        assertThat(((BytesMessage) message).getBodyLength()).isEqualTo(LENGTH);
    }

    private void assertEmptyQueue() {
        assertThat(broker.statistics().queue("large").orElseThrow().depth()).isZero();
    }

    @Test
    void carriesABodyFromAStreamToAStream() throws JMSException {
        PatternStream body = new PatternStream(1, LENGTH);
        BytesMessage message = large(session, body);
        message.setStringProperty("name", "value");
        session.createProducer(queue).send(message);
        assertThat(body.isClosed()).isTrue();
        assertThat(broker.statistics().queue("large").orElseThrow().bytes()).isGreaterThan(LENGTH);

        BytesMessage received = receive();
        assertWhole(1, received);
        assertWhole(1, received);
        assertThat(received.propertyExists("name")).isTrue();
        assertThat(received.propertyExists(MessageProperties.INPUT_STREAM)).isFalse();
        assertEmptyQueue();
    }

    @Test
    void isReadPieceByPiece() throws JMSException {
        send(1);
        BytesMessage received = receive();
        byte[] piece = new byte[100_003];
        long position = 0;
        for (int count = received.readBytes(piece); count > 0; count = received.readBytes(piece)) {
            for (int i = 0; i < count; i++) {
                assertThat(piece[i]).isEqualTo(PatternStream.at(1, position++));
            }
            if (position < LENGTH) {
                assertThat(received.readByte()).isEqualTo(PatternStream.at(1, position++));
            }
        }
        assertThat(position).isEqualTo(LENGTH);
        assertThatThrownBy(received::readByte).isInstanceOf(MessageEOFException.class);
        received.reset();
        assertThat(received.readByte()).isEqualTo(PatternStream.at(1, 0));
    }

    @Test
    void readsValuesAcrossPieces() throws JMSException {
        BytesMessage written = session.createBytesMessage();
        String text = "x".repeat(65_535);
        for (int i = 0; i < 40; i++) {
            written.writeUTF(text);
            written.writeLong(i);
            written.writeByte((byte) i);
        }
        session.createProducer(queue).send(written);
        BytesMessage received = receive();
        for (int i = 0; i < 40; i++) {
            assertThat(received.readUTF()).isEqualTo(text);
            assertThat(received.readLong()).isEqualTo(i);
            assertThat(received.readByte()).isEqualTo((byte) i);
        }
        assertThatThrownBy(received::readUTF).isInstanceOf(MessageEOFException.class);
        assertThat(received.readBytes(new byte[1])).isEqualTo(-1);
    }

    @Test
    void returnsAnArrayWhereThatIsWanted() throws JMSException {
        byte[] array = PatternStream.array(3, 2 * MIB + 1);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(array);
        session.createProducer(queue).send(message);

        assertThat(receive().getBody(byte[].class)).isEqualTo(array);
    }

    @Test
    void sendsAShortStreamAsAnOrdinaryBody() throws JMSException {
        for (int length : new int[] {0, 5, MIB}) {
            byte[] array = PatternStream.array(1, length);
            session.createProducer(queue).send(large(session, new ByteArrayInputStream(array)));
            BytesMessage received = receive();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            received.setObjectProperty(MessageProperties.OUTPUT_STREAM, out);
            assertThat(out.toByteArray()).isEqualTo(array);
            assertThat(received.getBodyLength()).isEqualTo(length);
        }
    }

    @Test
    void sendsOnWhatItReceived() throws JMSException {
        send(1);
        BytesMessage received = receive();
        session.createProducer(queue).send(received);
        assertWhole(1, received);

        assertWhole(1, receive());
    }

    @Test
    void comesAgainAfterARollback() throws JMSException {
        try (Session transacted = connection.createSession(Session.SESSION_TRANSACTED)) {
            transacted.createProducer(queue).send(large(transacted, new PatternStream(1, LENGTH)));
            assertThat(broker.statistics().queue("large").map(found -> found.depth()).orElse(0L)).isZero();
            transacted.commit();
            assertWhole(1, receive(transacted));
            transacted.rollback();
            BytesMessage again = receive(transacted);
            assertThat(again.getJMSRedelivered()).isTrue();
            assertWhole(1, again);
            transacted.commit();
        }
        assertEmptyQueue();
    }

    @Test
    void isHeardByAListener() throws Exception {
        CompletableFuture<Message> heard = new CompletableFuture<>();
        session.createConsumer(queue).setMessageListener(heard::complete);
        try (Session other = connection.createSession()) {
            other.createProducer(queue).send(large(other, new PatternStream(1, LENGTH)));
        }
        assertWhole(1, heard.get(PATIENCE, TimeUnit.MILLISECONDS));
    }

    @Test
    void isBrowsed() throws JMSException {
        send(1);
        session.createProducer(queue).send(session.createTextMessage("between"));
        send(2);
        List<Message> seen = new ArrayList<>();
        Enumeration<?> walk = session.createBrowser(queue).getEnumeration();
        while (walk.hasMoreElements()) {
            seen.add((Message) walk.nextElement());
        }
        assertThat(seen).hasSize(3);
        assertWhole(1, seen.get(0));
        assertWhole(2, seen.get(2));
        assertThat(broker.statistics().queue("large").orElseThrow().depth()).isEqualTo(3);
    }

    @Test
    void isPassedOverByABrowserWhenItHasGone() throws JMSException {
        send(1);
        session.createProducer(queue).send(session.createTextMessage("behind"));
        Enumeration<?> walk = session.createBrowser(queue).getEnumeration();
        assertThat(walk.hasMoreElements()).isTrue();
        assertWhole(1, (Message) walk.nextElement());
        send(2);
        walk = session.createBrowser(queue).getEnumeration();
        assertWhole(1, receive());
        assertThat(Collections.list(walk)).hasSize(2);
    }

    @Test
    void isSentAsynchronously() throws Exception {
        CompletableFuture<Message> completed = new CompletableFuture<>();
        BytesMessage message = large(session, new PatternStream(1, LENGTH));
        session.createProducer(queue).send(message, new CompletionListener() {
            @Override
            public void onCompletion(Message sent) {
                completed.complete(sent);
            }

            @Override
            public void onException(Message sent, Exception failure) {
                completed.completeExceptionally(failure);
            }
        });
        Message sent = completed.get(PATIENCE, TimeUnit.MILLISECONDS);
        assertThatThrownBy(((BytesMessage) sent)::readByte).isInstanceOf(MessageNotReadableException.class);
        assertWhole(1, receive());
    }

    @Test
    void sendsNothingOfAStreamThatFails() throws JMSException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the tape is torn");
            }

            @Override
            public int read(byte[] to, int offset, int count) throws IOException {
                return read();
            }
        };
        MessageProducer producer = session.createProducer(queue);
        BytesMessage message = large(session, new SequenceInputStream(new PatternStream(1, LENGTH), broken));
        assertThatThrownBy(() -> producer.send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("the tape is torn");
        send(2);
        assertWhole(2, receive());
    }

    @Test
    void readsAStreamForOneSendOnly() throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        BytesMessage message = large(session, new PatternStream(1, LENGTH));
        producer.send(message);
        assertThatThrownBy(() -> producer.send(message)).isInstanceOf(MessageFormatException.class);
        message.clearBody();
        message.writeByte((byte) 1);
        producer.send(message);
        assertWhole(1, receive());
        assertThat(receive().getBodyLength()).isOne();
    }

    @Test
    void takesStreamsForBytesOnly() throws JMSException {
        InputStream stream = new PatternStream(1, 1);
        BytesMessage message = session.createBytesMessage();
        assertThatThrownBy(() -> session.createTextMessage().setObjectProperty(MessageProperties.INPUT_STREAM, stream))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setObjectProperty(MessageProperties.INPUT_STREAM, "text"))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setStringProperty(MessageProperties.OUTPUT_STREAM, "text"))
                .isInstanceOf(MessageFormatException.class);
        message.setObjectProperty(MessageProperties.INPUT_STREAM, stream);
        assertThatThrownBy(() -> message.writeByte((byte) 1)).isInstanceOf(JMSException.class);
        assertThat(message.getPropertyNames().hasMoreElements()).isFalse();
        assertThat(message.getObjectProperty(MessageProperties.INPUT_STREAM)).isNull();
    }

    @Test
    void survivesTheBroker() throws JMSException {
        send(1);
        session.createProducer(session.createTopic("t")).send(large(session, new PatternStream(1, LENGTH)));
        close();
        open();

        assertWhole(1, receive());
    }

    @Test
    void isKeptOnceForAllSubscriptions() throws Exception {
        Topic topic = session.createTopic("t");
        List<MessageConsumer> subscribers = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            subscribers.add(session.createSharedDurableConsumer(topic, name));
        }
        long length = 8L * MIB;
        session.createProducer(topic).send(large(session, new PatternStream(1, length)));
        assertThat(bytesOnDisk()).as("of three copies").isLessThan(3 * length);
        for (MessageConsumer subscriber : subscribers) {
            PatternCheck check = new PatternCheck(1);
            subscriber.receive(PATIENCE).setObjectProperty(MessageProperties.OUTPUT_STREAM, check);
            assertThat(check.count()).isEqualTo(length);
        }
    }

    @Test
    void givesItsRoomBack() throws Exception {
        for (int round = 0; round < 4; round++) {
            session.createProducer(queue).send(large(session, new PatternStream(round, 8L * MIB)));
        }
        assertThat(bytesOnDisk()).isGreaterThan(32L * MIB);
        for (int round = 0; round < 4; round++) {
            assertThat(receive().getBodyLength()).isEqualTo(8L * MIB);
        }
        close();
        open();
        close();

        assertThat(bytesOnDisk()).as("a few empty segments are kept for reuse").isLessThan(24L * MIB);
        open();
        assertEmptyQueue();
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(LargeMessageTest::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isUnderstoodByTheStoreCommands() throws Exception {
        send(1);
        close();
        String store = directory.toString();
        assertThat(run(0, "verify", store)).contains("Nothing is damaged.");
        assertThat(run(0, "stat", "--json", store)).containsPattern("\\D31\\d{5}\\D");
        assertThat(run(0, "dump", "--bodies", store))
                .contains("PartStored", "\"262144 bytes\"", "{\"large\":{\"number\":1,\"length\":" + LENGTH + "}}")
                .hasSizeLessThan(100_000);
        assertThat(run(1, "export", store, "queue://large")).contains("too large for a line of JSON");
        assertThat(run(0, "compact", store)).contains("After");
        open();
        assertWhole(1, receive());
    }

    @Test
    void isTakenOutOfADamagedStoreWhenAPartIsLost() throws Exception {
        send(1);
        session.createProducer(queue).send(session.createTextMessage("small"));
        close();
        Path log = directory.resolve("0000000000000001.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[MIB + MIB / 2] = (byte) (bytes[MIB + MIB / 2] + 1);
        Files.write(log, bytes);
        Path saved = directory.resolveSibling(directory.getFileName() + ".saved");
        String said = run(0, "compact", "--salvage", saved.toString(), directory.toString());
        assertThat(said).contains("LOST", "parts of its body of " + LENGTH + " bytes are lost");
        directory = saved;
        open();

        assertThat(receiveAny(session).getBody(String.class)).isEqualTo("small");
        assertEmptyQueue();
    }

    private static String run(int status, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exit = new StoreCommand(InputStream.nullInputStream(), out, out).run(List.of(arguments));
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(text).isEqualTo(status);
        return text;
    }

    @Test
    void comesAgainWhenItCannotBeKeptOnThisSide() throws Exception {
        send(1);
        close();
        Path missing = directory.resolve("missing");
        String said = runChild(1, "-Djava.io.tmpdir=" + missing, "file:" + directory, "64", "receive");
        assertThat(said).contains("cannot be kept in the temporary directory " + missing);
        open();

        assertWhole(1, receive());
    }

    @Test
    void needsNoHeapForWhatItCarries() throws Exception {
        String said = runChild(0, "-Xmx32m", "file:" + directory.resolve("child"), "64");
        assertThat(said).contains("received and read 64 MiB");
    }

    /** Runs the program in a Java machine with an option. */
    private String runChild(int status, String option, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), LargeMessageProgram.class.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolveSibling(directory.getFileName() + ".output");
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
            String said = Files.readString(output);
            assertThat(child.exitValue()).as(said).isEqualTo(status);
            return said;
        } finally {
            child.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
