// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream does for those who write to it and read from it, by the broker's clock. */
final class StreamTest {

    private static final DestinationPolicy KEPT = DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT);

    private final TestBroker broker = TestBroker.start(
            new BrokerSettings("stream-test", BrokerPolicy.defaults(), Map.of(
                    "kept.#", KEPT,
                    "few", KEPT.withStream(StreamPolicy.DEFAULT.withMaxEvents(3)),
                    "short", KEPT.withStream(StreamPolicy.DEFAULT.withMaxAgeMillis(10_000)),
                    "compact", KEPT.withStream(StreamPolicy.DEFAULT.withCompact(true)),
                    "parted", KEPT.withStream(StreamPolicy.DEFAULT.withPartitions(4)))),
            new Faults(1));
    private Connection connection = connect();
    private Session session = session();

    StreamTest() throws JMSException {
        // fields may fail
    }

    @BeforeEach
    void begin() throws JMSException {
        assertThat(connection).isInstanceOf(StreamAccess.class);
        connection.start();
    }

    @AfterEach
    void end() {
        broker.close();
    }

    private Connection connect() throws JMSException {
        return broker.connectionFactory().createConnection();
    }

    private Session session() throws JMSException {
        return connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    private StreamAccess streams() {
        return (StreamAccess) connection;
    }

    private TextMessage send(String topic, String text) throws JMSException {
        return send(topic, text, null);
    }

    private TextMessage send(String topic, String text, @Nullable String key) throws JMSException {
        TextMessage message = session.createTextMessage(text);
        if (key != null) {
            message.setStringProperty(MessageProperties.KEY, key);
        }
        try (MessageProducer producer = session.createProducer(session.createTopic(topic))) {
            producer.send(message);
        }
        return message;
    }

    private List<String> read(String destination) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createTopic(destination))) {
            return rest(consumer);
        }
    }

    private static List<String> rest(MessageConsumer consumer) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
            texts.add(next.getBody(String.class));
        }
        return texts;
    }

    @Test
    void tellsTheSenderWhereItsEventIs() throws JMSException {
        assertThat(send("kept.a", "1").getLongProperty(MessageProperties.OFFSET)).isZero();
        TextMessage second = send("kept.a", "2", "k");
        assertThat(second.getLongProperty(MessageProperties.OFFSET)).isEqualTo(1);
        assertThat(second.getLongProperty(MessageProperties.VERSION)).isEqualTo(1);
    }

    @Test
    void readsFromEveryPosition() throws JMSException {
        for (int i = 0; i < 5; i++) {
            send("kept.a", "e" + i);
            broker.advance(Duration.ofSeconds(1));
        }
        String third = broker.clock().now().minusSeconds(3).toString();
        assertThat(read("kept.a?replay=earliest")).containsExactly("e0", "e1", "e2", "e3", "e4");
        assertThat(read("kept.a?replay=latest")).isEmpty();
        assertThat(read("kept.a?replay=offset:3")).containsExactly("e3", "e4");
        assertThat(read("kept.a?replay=last:2")).containsExactly("e3", "e4");
        assertThat(read("kept.a?replay=time:" + third)).containsExactly("e2", "e3", "e4");
        assertThat(read("kept.a?replay=earliest&noAck=true")).containsExactly("e0", "e1", "e2", "e3", "e4");
        assertThat(read("kept.a?replay=offset:99")).isEmpty();
    }

    @Test
    void deliversWhatIsAppendedLater() throws JMSException {
        try (MessageConsumer reader = session.createConsumer(session.createTopic("kept.a?replay=latest"));
                MessageConsumer plain = session.createConsumer(session.createTopic("kept.a"))) {
            send("kept.a", "new");
            Message event = reader.receive(5_000);
            assertThat(event.getBody(String.class)).isEqualTo("new");
            assertThat(event.getLongProperty(MessageProperties.OFFSET)).isZero();
            assertThat(event.getIntProperty(MessageProperties.PARTITION)).isZero();
            assertThat(plain.receive(5_000).getLongProperty(MessageProperties.OFFSET)).isZero();
        }
    }

    @Test
    void keepsTheOrderOfTheStreamWhateverThePriority() throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createTopic("kept.a"))) {
            for (int priority : new int[] {1, 9, 4, 0, 7}) {
                producer.setPriority(priority);
                producer.send(session.createTextMessage("p" + priority));
            }
        }
        assertThat(read("kept.a?replay=earliest")).containsExactly("p1", "p9", "p4", "p0", "p7");
    }

    @Test
    void readsByPatternSelectorAndKey() throws JMSException {
        send("kept.a", "a1", "x");
        send("kept.b", "b1", "y");
        send("kept.a", "a2", "y");
        assertThat(read("kept.#?replay=earliest")).containsExactly("a1", "b1", "a2");
        assertThat(read("kept.#?replay=earliest&key=y")).containsExactly("b1", "a2");
        try (MessageConsumer selective = session.createConsumer(
                session.createTopic("kept.*?replay=earliest"), "JMS_TERN_Offset = 1")) {
            assertThat(rest(selective)).containsExactly("a2");
        }
        try (MessageConsumer pattern = session.createConsumer(session.createTopic("kept.*?replay=latest"))) {
            send("kept.new", "n1");
            assertThat(pattern.receive(5_000).getBody(String.class)).isEqualTo("n1");
        }
    }

    @Test
    void limitsTheRate() throws JMSException {
        for (int i = 0; i < 10; i++) {
            send("kept.a", "e" + i);
        }
        List<String> seen = new ArrayList<>();
        try (MessageConsumer slow = session.createConsumer(session.createTopic("kept.a?replay=earliest&rate=2"))) {
            slow.setMessageListener(message -> add(seen, message));
            broker.awaitIdle();
            assertThat(seen).hasSizeBetween(1, 2);
            broker.advance(Duration.ofSeconds(2));
            assertThat(seen).hasSizeBetween(4, 6);
            broker.advance(Duration.ofSeconds(10));
            assertThat(seen).hasSize(10);
        }
    }

    private static void add(List<String> seen, Message message) {
        try {
            seen.add(message.getBody(String.class));
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsAsLongAsItIsTold() throws JMSException {
        for (int i = 0; i < 5; i++) {
            send("few", "e" + i);
        }
        assertThat(read("few?replay=earliest")).containsExactly("e2", "e3", "e4");
        send("short", "old");
        broker.advance(Duration.ofSeconds(6));
        send("short", "young");
        broker.advance(Duration.ofSeconds(5));
        assertThat(read("short?replay=earliest")).containsExactly("young");
        broker.advance(Duration.ofSeconds(6));
        StreamView view = streams().stream("short");
        assertThat(view.events()).isZero();
        assertThat(view.firstOffset()).isEqualTo(2);
        assertThat(view.nextOffset()).isEqualTo(2);
    }

    @Test
    void compactsByKey() throws JMSException {
        send("compact", "a1", "a");
        send("compact", "b1", "b");
        send("compact", "a2", "a");
        send("compact", "none");
        assertThat(read("compact?replay=earliest")).containsExactly("b1", "a2", "none");
    }

    @Test
    void refusesAnUnexpectedVersion() throws JMSException {
        send("kept.a", "1", "k");
        TextMessage next = session.createTextMessage("2");
        next.setStringProperty(MessageProperties.KEY, "k");
        next.setLongProperty(MessageProperties.EXPECTED_VERSION, 0);
        try (MessageProducer producer = session.createProducer(session.createTopic("kept.a"))) {
            assertThatThrownBy(() -> producer.send(next)).isInstanceOfSatisfying(JMSException.class, e ->
                    assertThat(e.getErrorCode()).isEqualTo("TERN-403"));
            next.setLongProperty(MessageProperties.EXPECTED_VERSION, 1);
            producer.send(next);
        }
        assertThat(next.getLongProperty(MessageProperties.VERSION)).isEqualTo(2);
    }

    @Test
    void dropsACommitWhoseVersionIsNotAsExpected() throws JMSException {
        send("kept.a", "1", "k");
        try (Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = transacted.createProducer(transacted.createTopic("kept.a"))) {
            TextMessage wrong = transacted.createTextMessage("2");
            wrong.setStringProperty(MessageProperties.KEY, "k");
            wrong.setLongProperty(MessageProperties.EXPECTED_VERSION, 5);
            producer.send(transacted.createTextMessage("with it"));
            producer.send(wrong);
            assertThatThrownBy(transacted::commit).hasMessageContaining("expected 5");
            producer.send(transacted.createTextMessage("later"));
            producer.send(transacted.createTextMessage("latest"));
            transacted.commit();
        }
        assertThat(read("kept.a?replay=earliest")).containsExactly("1", "later", "latest");
    }

    @Test
    void appendsADuplicateOnce() throws JMSException {
        for (int i = 0; i < 2; i++) {
            TextMessage message = session.createTextMessage("once");
            message.setStringProperty(MessageProperties.DEDUP_ID, "same");
            try (MessageProducer producer = session.createProducer(session.createTopic("kept.a"))) {
                producer.send(message);
            }
        }
        assertThat(read("kept.a?replay=earliest")).containsExactly("once");
    }

    @Test
    void goesOnWhereTheGroupIsAfterACrash() throws JMSException {
        for (int i = 0; i < 4; i++) {
            send("kept.a", "e" + i);
        }
        try (MessageConsumer member = session.createConsumer(session.createTopic("kept.a?replay=earliest&group=g"))) {
            assertThat(member.receive(5_000).getBody(String.class)).isEqualTo("e0");
            assertThat(member.receive(5_000).getBody(String.class)).isEqualTo("e1");
        }
        broker.crash();
        broker.restart();
        connection = connect();
        connection.start();
        session = session();
        assertThat(streams().stream("kept.a").groups().get(0).partitions().get(0).committed()).isEqualTo(2);
        assertThat(read("kept.a?replay=earliest&group=g")).containsExactly("e2", "e3");
        assertThat(read("kept.a?replay=earliest&group=g")).isEmpty();
        assertThat(send("kept.a", "e4").getLongProperty(MessageProperties.OFFSET)).isEqualTo(4);
    }

    @Test
    void sharesPartitionsAndKeepsOrderPerKeyWhenMembersComeAndGo() throws JMSException {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        Session one = session();
        Session two = session();
        String destination = "parted?replay=earliest&group=g";
        MessageConsumer early = one.createConsumer(one.createTopic(destination));
        early.setMessageListener(message -> add(first, message));
        for (int i = 0; i < 40; i++) {
            send("parted", "k" + i % 8 + ':' + i, "k" + i % 8);
        }
        broker.awaitIdle();
        assertThat(first).hasSize(40);
        MessageConsumer late = two.createConsumer(two.createTopic(destination));
        late.setMessageListener(message -> add(second, message));
        broker.awaitIdle();
        for (int i = 40; i < 80; i++) {
            send("parted", "k" + i % 8 + ':' + i, "k" + i % 8);
        }
        broker.awaitIdle();
        assertThat(second).isNotEmpty();
        assertThat(first.size() + second.size()).isEqualTo(80);
        early.close();
        for (int i = 80; i < 120; i++) {
            send("parted", "k" + i % 8 + ':' + i, "k" + i % 8);
        }
        broker.awaitIdle();
        assertThat(first.size() + second.size()).isEqualTo(120);
        assertInOrder(first);
        assertInOrder(second);
        assertThat(streams().stream("parted").groups().get(0).lag()).isZero();
    }

    private static void assertInOrder(List<String> events) {
        for (int key = 0; key < 8; key++) {
            String start = "k" + key + ':';
            assertThat(events.stream().filter(event -> event.startsWith(start))
                            .map(event -> Integer.valueOf(event.substring(start.length())))
                            .toList())
                    .isSorted();
        }
    }

    @Test
    void aMemberFillsItsBatchWhileAnotherOneWaitsForAPartOfIt() throws JMSException {
        streams().configure("kept.shared", StreamPolicy.DEFAULT.withPartitions(2));
        for (int i = 0; i < 40; i++) {
            send("kept.shared", "e" + i); // without a key in turn: even ones in partition 0
        }
        Session batch = connection.createSession(Session.SESSION_TRANSACTED);
        try (MessageConsumer consumer = batch.createConsumer(batch.createTopic("kept.shared?replay=earliest&group=b"));
                Connection other = connect()) {
            for (int i = 0; i < 4; i++) {
                assertThat(consumer.receive(5_000).getBody(String.class)).isEqualTo("e" + i);
            }
            other.start();
            Session second = other.createSession();
            MessageConsumer late = second.createConsumer(second.createTopic("kept.shared?replay=earliest&group=b"));
            assertThat(late.receiveNoWait()).as("its part is in the first one's hands").isNull();
            for (int i = 4; i < 20; i += 2) {
                Message next = consumer.receive(5_000);
                assertThat(next).as("e%s", i).isNotNull();
                assertThat(next.getBody(String.class)).isEqualTo("e" + i);
            }
            batch.commit();
            assertThat(late.receive(5_000).getBody(String.class)).isEqualTo("e5");
        }
    }

    @Test
    void movesAGroupOnlyWhenItIsToldTo() throws JMSException {
        for (int i = 0; i < 4; i++) {
            send("kept.a", "e" + i);
        }
        String destination = "kept.a?replay=earliest&group=g&commit=manual";
        assertThat(read(destination)).hasSize(4);
        assertThat(read(destination)).hasSize(4);
        streams().commit("kept.a", "g", 0, 3);
        assertThat(read(destination)).containsExactly("e3");
    }

    @Test
    void rewindsAGroupWithoutTouchingAnother() throws JMSException {
        for (int i = 0; i < 4; i++) {
            send("kept.a", "e" + i);
        }
        assertThat(read("kept.a?replay=earliest&group=g")).hasSize(4);
        assertThat(read("kept.a?replay=earliest&group=h")).hasSize(4);
        try (MessageConsumer member = session.createConsumer(session.createTopic("kept.a?group=g"))) {
            streams().seek("kept.a", "g", new StreamPosition.Offset(2));
            assertThat(rest(member)).containsExactly("e2", "e3");
            assertThatThrownBy(() -> streams().forget("kept.a", "g")).isInstanceOf(JMSException.class);
        }
        assertThat(read("kept.a?group=h")).isEmpty();
        streams().forget("kept.a", "g");
        assertThat(streams().stream("kept.a").groups()).hasSize(1);
    }

    @Test
    void deliversAgainWhatARollbackGivesBackAndThenAsADeadLetter() throws JMSException {
        broker.configure("kept.#", KEPT.withRedelivery(KEPT.redelivery().withMaxDeliveryAttempts(2)));
        send("kept.a", "bad");
        send("kept.a", "good");
        try (Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer member =
                        transacted.createConsumer(transacted.createTopic("kept.a?replay=earliest&group=g"))) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                Message bad = member.receive(5_000);
                assertThat(bad.getBody(String.class)).isEqualTo("bad");
                assertThat(bad.getIntProperty("JMSXDeliveryCount")).isEqualTo(attempt);
                transacted.rollback();
            }
            assertThat(member.receive(5_000).getBody(String.class)).isEqualTo("good");
            transacted.commit();
        }
        assertThat(broker.queue("DLQ.kept.a.g").depth()).isEqualTo(1);
        assertThat(streams().stream("kept.a").groups().get(0).lag()).isZero();
    }

    @Test
    void makesADurableSubscriptionAGroup() throws JMSException {
        try (Connection named = connect()) {
            named.setClientID("me");
            named.start();
            Session mine = named.createSession(Session.AUTO_ACKNOWLEDGE);
            send("kept.a", "e0");
            try (MessageConsumer durable =
                    mine.createDurableConsumer(mine.createTopic("kept.a?replay=earliest"), "sub")) {
                assertThat(rest(durable)).containsExactly("e0");
                assertThatThrownBy(() -> mine.createDurableConsumer(mine.createTopic("kept.a?replay=earliest"), "sub"))
                        .isInstanceOf(JMSException.class);
            }
            send("kept.a", "e1");
            try (MessageConsumer durable =
                    mine.createDurableConsumer(mine.createTopic("kept.a?replay=earliest"), "sub")) {
                assertThat(rest(durable)).containsExactly("e1");
            }
            assertThat(streams().stream("kept.a").groups().get(0).name()).isEqualTo("me.sub");
            mine.unsubscribe("sub");
            assertThat(streams().stream("kept.a").groups()).isEmpty();
        }
    }

    @Test
    void configuresAndDeletesAStream() throws JMSException {
        assertThatThrownBy(() -> streams().stream("own")).isInstanceOfSatisfying(JMSException.class, e ->
                assertThat(e.getErrorCode()).isEqualTo("TERN-405"));
        streams().configure("own", StreamPolicy.DEFAULT.withPartitions(3));
        send("own", "1");
        broker.crash();
        broker.restart();
        connection = connect();
        connection.start();
        session = session();
        assertThat(streams().stream("own").policy().partitions()).isEqualTo(3);
        assertThatThrownBy(() -> streams().configure("own", StreamPolicy.DEFAULT)).isInstanceOf(JMSException.class);
        assertThat(read("own?replay=earliest")).containsExactly("1");
        streams().delete("own");
        assertThatThrownBy(() -> read("own?replay=earliest")).isInstanceOf(JMSException.class);
    }

    @Test
    void saysWhichOptionsThereAre() {
        assertThatThrownBy(() -> session.createTopic("kept.a?relay=earliest"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("replay, group, commit, key, rate, noAck");
        assertThatThrownBy(() -> session.createConsumer(session.createQueue("q?replay=earliest")))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("only topics");
    }
}
