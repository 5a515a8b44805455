// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams outlive their broker on every store, over both links. */
final class StreamStoreTest {

    @TempDir
    Path directory = Path.of(".");

    static Stream<String> venues() {
        return Stream.of("vm-memory", "vm-file", "vm-derby", "tcp-file", "tcp-derby");
    }

    private String store(String venue) {
        if (venue.endsWith("file")) {
            return "file:" + directory.resolve("file");
        }
        return venue.endsWith("derby") ? "jdbc:derby:" + directory.resolve("db") + ";create=true" : "memory";
    }

    @ParameterizedTest
    @MethodSource("venues")
    void goesOnAfterItsBrokerWasStopped(String venue) throws Exception {
        String broker = "stream-" + venue + '-' + UUID.randomUUID();
        String store = store(venue);
        if (venue.startsWith("vm")) {
            ClientPolicy policy = ClientPolicy.DEFAULT.withStore(store);
            play(new TernConnectionFactory("vm://" + broker, policy), !venue.endsWith("memory"), () -> {});
            return;
        }
        List<CompletableFuture<Void>> gone = new ArrayList<>();
        try (Acceptor acceptor = Acceptor.start(
                AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0),
                name -> BrokerRegistry.instance().networkTo(Objects.requireNonNull(name), store))) {
            play(new TernConnectionFactory(acceptor.uri() + '/' + broker), true, () -> gone.add(goneOf(broker)));
        }
        gone.get(0).get(10, TimeUnit.SECONDS); // its files are in a directory that is deleted next
    }

    private static CompletableFuture<Void> goneOf(String broker) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        BrokerRegistry.instance().find(broker).ifPresentOrElse(
                running -> running.whenGone(() -> gone.complete(null)), () -> gone.complete(null));
        return gone;
    }

    /** The broker stops with its last connection; before that it can be looked at. */
    private static void play(TernConnectionFactory factory, boolean outlives, Runnable look) throws JMSException {
        try (Connection connection = factory.createConnection()) {
            StreamAccess streams = (StreamAccess) connection;
            streams.configure("s", StreamPolicy.DEFAULT.withPartitions(3));
            Session session = connection.createSession();
            for (int i = 0; i < 500; i++) {
                send(session, i);
            }
            connection.start();
            assertThat(read(session, "s?replay=earliest&noAck=true", 1_000)).hasSize(500);
            assertThat(read(session, "s?replay=earliest&group=g", 200)).hasSize(200);
            assertThat(streams.stream("s").groups().get(0).lag()).isEqualTo(300);
        }
        if (!outlives) {
            return;
        }
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            StreamAccess streams = (StreamAccess) connection;
            assertThat(streams.stream("s").nextOffset()).isEqualTo(500);
            assertThat(read(session, "s?replay=offset:497", 10)).containsExactly("e497", "e498", "e499");
            assertThat(read(session, "s?group=g", 1_000)).hasSize(300).doesNotHaveDuplicates();
            assertThat(send(session, 500).getLongProperty(MessageProperties.OFFSET)).isEqualTo(500);
            assertThat(streams.stream("s").groups().get(0).lag()).isEqualTo(1);
            assertThat(read(session, "s?replay=last:1&key=k0", 10)).hasSizeLessThan(2);
            look.run();
        }
    }

    private static Message send(Session session, int number) throws JMSException {
        TextMessage message = session.createTextMessage("e" + number);
        message.setStringProperty(MessageProperties.KEY, "k" + number % 7);
        try (MessageProducer producer = session.createProducer(session.createTopic("s"))) {
            producer.send(message);
        }
        return message;
    }

    private static List<String> read(Session session, String destination, int most) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createTopic(destination))) {
            for (Message next = consumer.receiveNoWait();
                    next != null;
                    next = texts.size() < most ? consumer.receiveNoWait() : null) {
                texts.add(next.getBody(String.class));
            }
        }
        return texts;
    }
}
