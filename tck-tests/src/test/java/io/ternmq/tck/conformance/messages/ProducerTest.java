// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.1, 7.2, 7.4 and 7.7 to 7.9 Producers and delivery options")
@Section("7.1")
class ProducerTest extends Scene {

    private Message text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    private List<String> drain() throws JMSException {
        List<String> texts = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            Message next = consumer.receive(SOON);
            while (next != null) {
                texts.add(((TextMessage) next).getText());
                next = consumer.receiveNoWait();
            }
        }
        return texts;
    }

    @Test
    @Section("7.4")
    void aNewProducerHasTheDefaults() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(producer.getPriority()).isEqualTo(4);
            assertThat(producer.getTimeToLive()).isZero();
            assertThat(producer.getDeliveryDelay()).isZero();
            assertThat(producer.getDisableMessageID()).isFalse();
            assertThat(producer.getDisableMessageTimestamp()).isFalse();
            assertThat(producer.getDestination()).isEqualTo(queue);
        }
        try (MessageProducer free = session.createProducer(null)) {
            assertThat(free.getDestination()).isNull();
        }
    }

    @Test
    @Section("7.4")
    void optionsAreKept() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int priority = 0; priority <= 9; priority++) {
                producer.setPriority(priority);
                assertThat(producer.getPriority()).isEqualTo(priority);
            }
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(60_000);
            producer.setDeliveryDelay(1);
            producer.setDisableMessageID(true);
            producer.setDisableMessageTimestamp(true);
            assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(producer.getTimeToLive()).isEqualTo(60_000);
            assertThat(producer.getDeliveryDelay()).isEqualTo(1);
            assertThat(producer.getDisableMessageID()).isTrue();
            assertThat(producer.getDisableMessageTimestamp()).isTrue();
        }
    }

    @Test
    @Section("7.4")
    void impossibleOptionsAreRefused() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThatThrownBy(() -> producer.setDeliveryMode(0)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> producer.setDeliveryMode(3)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> producer.setPriority(10)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> producer.setPriority(-1)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> producer.send(text("x"), -1, 4, 0)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> producer.send(text("x"), 2, 10, 0)).isInstanceOf(JMSException.class);
            assertThat(producer.getPriority()).isEqualTo(4);
        }
        assertEmpty(queue);
    }

    @Test
    void aProducerWithADestinationTakesNoOther() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (Destination other : List.of(queue, session.createQueue("other"), session.createTopic("other"))) {
                assertThatThrownBy(() -> producer.send(other, text("x")))
                        .isInstanceOf(UnsupportedOperationException.class);
                assertThatThrownBy(() -> producer.send(other, text("x"), 2, 4, 0))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    @Test
    void aProducerWithoutADestinationNeedsOneEachTime() throws Exception {
        try (MessageProducer producer = session.createProducer(null)) {
            assertThatThrownBy(() -> producer.send(text("x"))).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> producer.send(text("x"), 2, 4, 0))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> producer.send((Destination) null, text("x")))
                    .isInstanceOf(InvalidDestinationException.class);
            assertThatThrownBy(() -> producer.send(null, text("x"), 2, 4, 0))
                    .isInstanceOf(InvalidDestinationException.class);
            producer.send(queue, text("one"));
            producer.send(queue, text("two"), DeliveryMode.NON_PERSISTENT, 3, 0);
        }
        assertThat(drain()).containsExactly("one", "two");
    }

    @Test
    @Section("7.2")
    void thereMustBeAMessage() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThatThrownBy(() -> producer.send((Message) null)).isInstanceOf(MessageFormatException.class);
            assertThatThrownBy(() -> producer.send(null, 2, 4, 0)).isInstanceOf(MessageFormatException.class);
        }
    }

    @Test
    void aDestinationThatIsGoneIsInvalid() throws Exception {
        TemporaryQueue gone = session.createTemporaryQueue();
        MessageProducer before = session.createProducer(gone);
        gone.delete();
        assertThatThrownBy(() -> before.send(text("x"))).isInstanceOf(InvalidDestinationException.class);
        try (MessageProducer free = session.createProducer(null)) {
            assertThatThrownBy(() -> free.send(gone, text("x"))).isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    @Section("7.4")
    void argumentsOfSendOverrideTheOptions() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setPriority(9);
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.setTimeToLive(77_000);
            producer.send(text("x"), DeliveryMode.NON_PERSISTENT, 3, 0);
        }
        Message received = take(queue);
        assertThat(received.getJMSPriority()).isEqualTo(3);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSExpiration()).isZero();
    }

    @Test
    @Section("3.4.10")
    void higherPriorityFirstAndOrderWithinAPriority() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 30; i++) {
                producer.send(text((i % 10) + "-" + (i / 10)), DeliveryMode.PERSISTENT, i % 10, 0);
            }
        }
        List<String> expected = new ArrayList<>();
        for (int priority = 9; priority >= 0; priority--) {
            for (int i = 0; i < 3; i++) {
                expected.add(priority + "-" + i);
            }
        }
        assertThat(drain()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    @Section("7.8")
    void anExpiredMessageIsNotDelivered(int mode) throws Exception {
        try (MessageProducer producer = session.createProducer(queue); MessageProducer clock = session.createProducer(
                session.createQueue("clock"))) {
            producer.send(text("short"), mode, 4, 20);
            producer.send(text("long"), mode, 4, 60_000);
            clock.setDeliveryDelay(60);
            clock.send(text("tick"));
        }
        take(session.createQueue("clock"));
        assertThat(drain()).containsExactly("long");
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    @Section("7.9")
    void aDelayedMessageIsNeitherEarlyNorVisibleBefore(int mode) throws Exception {
        long sent;
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(120);
            producer.setDeliveryMode(mode);
            sent = System.nanoTime();
            producer.send(text("later"));
            producer.setDeliveryDelay(0);
            producer.send(text("now"));
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertThat(arrived(consumer.receive(SOON), TextMessage.class).getText()).isEqualTo("now");
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(arrived(consumer.receive(SOON), TextMessage.class).getText()).isEqualTo("later");
            assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(119_000_000L);
        }
    }

    @Test
    @Section("7.9")
    void aDelayBeginsWithTheSendAlsoInATransaction() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            producer.setDeliveryDelay(40);
            Message message = work.createTextMessage("x");
            producer.send(message);
            assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp() + 40);
            work.commit();
        }
        assertThat(take(queue).getJMSDeliveryTime()).isPositive();
    }

    @Test
    @Section("7.9")
    void aTopicSubscriberGetsDelayedMessagesToo() throws Exception {
        Topic topic = session.createTopic("late.news");
        try (MessageConsumer consumer = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.setDeliveryDelay(40);
            producer.send(text("x"));
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(consumer.receive(SOON)).isNotNull();
        }
    }

    // --- interfaces of one domain -------------------------------------------------------------------------------

    @Test
    @Section("4.1")
    void aQueueSenderSendsInAllItsForms() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        QueueSession own = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = own.createSender(queue);
        assertThat(sender.getQueue()).isEqualTo(queue);
        sender.send(text("a"));
        sender.send(text("b"), DeliveryMode.PERSISTENT, 4, 0);
        assertThatThrownBy(() -> sender.send(queue, text("x"))).isInstanceOf(UnsupportedOperationException.class);
        QueueSender free = own.createSender(null);
        assertThat(free.getQueue()).isNull();
        free.send(queue, text("c"));
        free.send(queue, text("d"), DeliveryMode.PERSISTENT, 4, 0);
        assertThatThrownBy(() -> free.send(text("x"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> free.send(text("x"), 2, 4, 0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> free.send((Queue) null, text("x"))).isInstanceOf(InvalidDestinationException.class);
        assertThat(drain()).containsExactly("a", "b", "c", "d");
    }

    @Test
    @Section("4.2")
    void aTopicPublisherPublishesInAllItsForms() throws Exception {
        TopicConnection topics = closing(factory.createTopicConnection());
        TopicSession own = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = own.createTopic("t");
        try (MessageConsumer consumer = session.createConsumer(topic)) {
            TopicPublisher publisher = own.createPublisher(topic);
            assertThat(publisher.getTopic()).isEqualTo(topic);
            publisher.publish(text("a"));
            publisher.publish(text("b"), DeliveryMode.PERSISTENT, 4, 0);
            assertThatThrownBy(() -> publisher.publish(topic, text("x")))
                    .isInstanceOf(UnsupportedOperationException.class);
            TopicPublisher free = own.createPublisher(null);
            assertThat(free.getTopic()).isNull();
            free.publish(topic, text("c"));
            free.publish(topic, text("d"), DeliveryMode.PERSISTENT, 4, 0);
            assertThatThrownBy(() -> free.publish(text("x"))).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> free.publish(text("x"), 2, 4, 0))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> free.publish((Topic) null, text("x")))
                    .isInstanceOf(InvalidDestinationException.class);
            for (String expected : List.of("a", "b", "c", "d")) {
                assertThat(arrived(consumer.receive(SOON), TextMessage.class).getText()).isEqualTo(expected);
            }
        }
    }
}
