// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("3.4 Message header fields")
@Section("3.4")
class HeadersTest extends Scene {

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.4.11")
    void sendReplacesWhatTheProgramSetOnHeadersThatAreNotItsOwn(String kind) throws Exception {
        Message message = sample(session, kind);
        message.setJMSDestination(session.createTopic("elsewhere"));
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSMessageID("ID:mine");
        message.setJMSTimestamp(17);
        message.setJMSPriority(9);
        message.setJMSExpiration(9999);
        message.setJMSDeliveryTime(8888);
        message.setJMSRedelivered(true);
        send(message);
        assertSent(message);
        Message received = take(queue);
        assertSent(received);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        assertThat(received.getJMSTimestamp()).isEqualTo(message.getJMSTimestamp());
    }

    private void assertSent(Message message) throws Exception {
        assertThat(message.getJMSDestination()).isEqualTo(queue);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:mine");
        assertThat(message.getJMSTimestamp()).isGreaterThan(17);
        assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp());
    }

    @Test
    @Section({"3.4", "Message"})
    void aNewMessageHasDefaults() throws Exception {
        Message message = session.createMessage();
        assertThat(message.getJMSMessageID()).isNull();
        assertThat(message.getJMSDestination()).isNull();
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(message.getJMSCorrelationID()).isNull();
        assertThat(message.getJMSCorrelationIDAsBytes()).isNull();
        assertThat(message.getJMSType()).isNull();
        assertThat(message.getJMSTimestamp()).isZero();
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSDeliveryTime()).isZero();
        assertThat(message.getJMSRedelivered()).isFalse();
        assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(Message.DEFAULT_DELIVERY_MODE);
    }

    @Test
    @Section("3.4.3")
    void everySendMakesANewMessageId() throws Exception {
        Set<String> seen = new HashSet<>();
        Message message = session.createMessage();
        try (MessageProducer one = session.createProducer(queue); MessageProducer two = session.createProducer(queue)) {
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? one : two).send(message);
                assertThat(seen.add(message.getJMSMessageID())).as("new id in round %d", i).isTrue();
            }
        }
    }

    @Test
    @Section("3.4.4")
    void timestampIsTheTimeOfTheSend() throws Exception {
        Message message = session.createMessage();
        long before = System.currentTimeMillis();
        send(message);
        long after = System.currentTimeMillis();
        assertThat(message.getJMSTimestamp()).isBetween(before, after);
    }

    @Test
    @Section({"3.4.3", "MessageProducer"})
    void theHintToDisableMessageIdsIsKeptButNotFollowedOnEitherSide() throws Exception {
        Message message = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDisableMessageID(true);
            assertThat(producer.getDisableMessageID()).isTrue();
            message.setJMSMessageID("ID:mine");
            producer.send(message);
        }
        assertThat(message.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:mine");
        assertThat(take(queue).getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    @Section({"3.4.4", "MessageProducer"})
    void disabledTimestampIsZeroOnBothSides() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDisableMessageTimestamp(true);
            Message message = session.createMessage();
            producer.send(message);
            assertThat(message.getJMSTimestamp()).isZero();
        }
        assertThat(take(queue).getJMSTimestamp()).isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section({"3.4.9", "3.4.2", "3.4.10"})
    void expirationIsTimeOfSendPlusTimeToLive(String kind) throws Exception {
        Message message = sample(session, kind);
        try (MessageProducer producer = session.createProducer(queue)) {
            long before = System.currentTimeMillis();
            producer.send(message, DeliveryMode.NON_PERSISTENT, 2, 50_000);
            long after = System.currentTimeMillis();
            assertThat(message.getJMSExpiration()).isBetween(before + 50_000, after + 50_000);
        }
        Message received = take(queue);
        assertThat(received.getJMSExpiration()).isEqualTo(message.getJMSExpiration());
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(2);
    }

    @Test
    @Section("3.4.13")
    void deliveryTimeIsTimeOfSendPlusDelay() throws Exception {
        Message message = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(30);
            producer.send(message);
        }
        assertThat(message.getJMSDeliveryTime()).isCloseTo(message.getJMSTimestamp() + 30, within(0L));
        Message received = take(queue);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(message.getJMSDeliveryTime());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section({"3.4.5", "3.4.6", "3.4.8"})
    void theProgramsOwnHeadersArrive(String kind) throws Exception {
        Message message = sample(session, kind);
        Topic answers = session.createTopic("answers");
        message.setJMSCorrelationID("order 7");
        message.setJMSReplyTo(answers);
        message.setJMSType("report");
        send(message);
        Message received = take(queue);
        assertThat(received.getJMSCorrelationID()).isEqualTo("order 7");
        assertThat(received.getJMSReplyTo()).isInstanceOf(Topic.class).isEqualTo(answers);
        assertThat(received.getJMSType()).isEqualTo("report");
    }

    @Test
    @Section({"3.4.5", "Message"})
    void correlationAsBytesKeepsItsBytes() throws Exception {
        byte[] raw = {0, -1, -128, 127};
        Message message = session.createMessage();
        message.setJMSCorrelationIDAsBytes(raw);
        raw[0] = 55;
        assertThat(through(message, Message.class).getJMSCorrelationIDAsBytes()).containsExactly(0, -1, -128, 127);
    }

    @Test
    @Section("3.4.5")
    void correlationAsTextCanBeReadAsBytes() throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationID("gr\u00fcn");
        assertThat(through(message, Message.class).getJMSCorrelationIDAsBytes())
                .isEqualTo("gr\u00fcn".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Section("3.4.5")
    void correlationMayBeAMessageIdOrNull() throws Exception {
        Message first = session.createMessage();
        send(first);
        Message second = session.createMessage();
        second.setJMSCorrelationID(first.getJMSMessageID());
        send(second);
        second.setJMSCorrelationID(null);
        send(second);
        take(queue);
        assertThat(take(queue).getJMSCorrelationID()).isEqualTo(first.getJMSMessageID());
        assertThat(take(queue).getJMSCorrelationID()).isNull();
    }

    @Test
    @Section({"3.4.6", "2.16"})
    void aReplyFindsATemporaryQueue() throws Exception {
        TemporaryQueue answers = session.createTemporaryQueue();
        Message request = session.createTextMessage("?");
        request.setJMSReplyTo(answers);
        Message received = through(request, Message.class);
        assertThat(received.getJMSReplyTo()).isInstanceOf(TemporaryQueue.class);
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName()).isEqualTo(answers.getQueueName());
        try (MessageProducer producer = session.createProducer(received.getJMSReplyTo())) {
            producer.send(session.createTextMessage("!"));
        }
        assertThat(take(answers).getJMSDestination()).isEqualTo(answers);
    }

    @Test
    @Section("3.10")
    void headersOfAReceivedMessageCanBeSet() throws Exception {
        Message received = through(session.createMessage(), Message.class);
        received.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        received.setJMSPriority(1);
        received.setJMSType("other");
        received.setJMSExpiration(5);
        received.setJMSTimestamp(6);
        received.setJMSMessageID("ID:x");
        received.setJMSDeliveryTime(7);
        received.setJMSRedelivered(true);
        received.setJMSDestination(null);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(1);
        assertThat(received.getJMSType()).isEqualTo("other");
        assertThat(received.getJMSExpiration()).isEqualTo(5);
        assertThat(received.getJMSTimestamp()).isEqualTo(6);
        assertThat(received.getJMSMessageID()).isEqualTo("ID:x");
        assertThat(received.getJMSDeliveryTime()).isEqualTo(7);
        assertThat(received.getJMSRedelivered()).isTrue();
        assertThat(received.getJMSDestination()).isNull();
    }

    @Test
    @Section("3.9")
    void aSecondSendDoesNotReachBackIntoTheFirst() throws Exception {
        Message message = session.createMessage();
        message.setJMSType("one");
        send(message);
        String first = message.getJMSMessageID();
        message.setJMSType("two");
        send(message);
        Message received = take(queue);
        assertThat(received.getJMSMessageID()).isEqualTo(first);
        assertThat(received.getJMSType()).isEqualTo("one");
    }

    @Test
    @Section("3.4.1")
    void destinationOfATopicMessageIsThatTopic() throws Exception {
        Topic topic = session.createTopic("news");
        try (var consumer = session.createConsumer(topic); MessageProducer producer = session.createProducer(topic)) {
            producer.send(session.createMessage());
            Message received = arrived(consumer.receive(SOON), Message.class);
            assertThat(((Topic) received.getJMSDestination()).getTopicName()).isEqualTo("news");
        }
    }
}
