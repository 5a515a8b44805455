// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.sending.Form.Options;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.1 Producers, in every form of sending")
@Section({"7.1", "MessageProducer"})
class ProducerFormsTest extends Sending {

    private static final String FORMS = "io.ternmq.tck.conformance.sending.Form#";

    private final Told told = new Told();

    private Options options(Destination to, Message message) {
        return new Options(to, message, told);
    }

    /** Nothing has been sent and nobody has been told. */
    private void assertNothingHappened() throws JMSException {
        assertThat(drain(queue)).isEmpty();
        assertThat(told.calls()).isEmpty();
    }

    // --- with a destination of its own --------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource(FORMS + "own")
    @Section({"7.1", "7.2", "7.3"})
    void anIdentifiedProducerSendsToItsDestination(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            form.send(producer, options(queue, text("a")));
        }
        assertThat(drain(queue)).containsExactly("a");
        assertThat(told.summaries()).isEqualTo(form.isAsync() ? List.of("a") : List.of());
    }

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    void anIdentifiedProducerTakesNoOtherDestination(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (Destination other : List.of(session.createQueue("other"), topic)) {
                Refusal.of(UnsupportedOperationException.class,
                        () -> form.send(producer, options(other, text("x"))));
            }
        }
        assertThat(drain(session.createQueue("other"))).isEmpty();
        assertNothingHappened();
    }

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    void anIdentifiedProducerIsNotToldItsOwnDestinationAgain(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            Refusal.of(UnsupportedOperationException.class, () -> form.send(producer, options(queue, text("x"))));
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    void anIdentifiedProducerIsNotToldThatThereIsNoDestination(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            Refusal.of(UnsupportedOperationException.class,
                    () -> form.send(producer, new Options(null, text("x"), told)));
        }
        assertNothingHappened();
    }

    // --- without ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    @Section({"7.1", "7.2", "7.3"})
    void anUnidentifiedProducerSendsAnywhere(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(null);
                MessageConsumer subscriber = session.createConsumer(topic)) {
            form.send(producer, options(queue, text("a")));
            form.send(producer, options(topic, text("b")));
            form.send(producer, options(session.createQueue("second"), text("c")));
            assertThat(next(subscriber)).isEqualTo("b");
        }
        assertThat(drain(queue)).containsExactly("a");
        assertThat(drain(session.createQueue("second"))).containsExactly("c");
        assertThat(told.summaries()).isEqualTo(form.isAsync() ? List.of("a", "b", "c") : List.of());
    }

    @ParameterizedTest
    @MethodSource(FORMS + "own")
    void anUnidentifiedProducerHasToBeToldWhereTo(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(null)) {
            Refusal.of(UnsupportedOperationException.class, () -> form.send(producer, options(queue, text("x"))));
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    void noDestinationIsAnInvalidOne(Form form) throws Exception {
        try (MessageProducer producer = session.createProducer(null)) {
            Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                    () -> form.send(producer, new Options(null, text("x"), told)));
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @MethodSource(FORMS + "named")
    void aDestinationOfAnotherProviderThatHasNoNameIsInvalid(Form form) throws Exception {
        Destination nameless = (Destination) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Queue.class}, (proxy, method, arguments) -> null);
        Destination neither = new Destination() {};
        try (MessageProducer producer = session.createProducer(null)) {
            for (Destination invalid : List.of(nameless, neither)) {
                Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                        () -> form.send(producer, options(invalid, text("x"))));
            }
        }
        assertThat(told.calls()).isEmpty();
    }

    @Test
    void aProducerForADestinationThatIsNoneIsNotCreated() {
        Refusal.of(InvalidDestinationException.class, () -> session.createProducer(new Destination() {}));
    }

    @Test
    @Section("MessageProducer")
    void aProducerTellsItsDestination() throws Exception {
        try (MessageProducer own = session.createProducer(topic); MessageProducer free = session.createProducer(null)) {
            assertThat(own.getDestination()).isEqualTo(topic);
            assertThat(free.getDestination()).isNull();
        }
    }

    // --- the message --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Form.class)
    void thereMustBeAMessage(Form form) throws Exception {
        boolean named = Form.named().toList().contains(form);
        try (MessageProducer producer = session.createProducer(named ? null : queue)) {
            Refusal.of(MessageFormatException.class, ErrorCode.MESSAGE_FORMAT,
                    () -> form.send(producer, new Options(queue, null, told)));
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(classes = {JMSException.class, IllegalArgumentException.class, MessageFormatException.class})
    @Section({"7.2", "10.3"})
    void aMessageThatCannotBeReadIsNotAccepted(Class<? extends Exception> failure) throws Exception {
        Exception cause = failure.getConstructor(String.class).newInstance("broken on purpose, twice over");
        if (cause instanceof MessageFormatException) {
            cause = new MessageFormatException("broken on purpose, twice over", "TERN-000");
        }
        Exception thrown = cause;
        TextMessage broken = (TextMessage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TextMessage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getText")) {
                        throw thrown;
                    }
                    return null;
                });
        try (MessageProducer producer = session.createProducer(queue)) {
            Refusal.of(MessageFormatException.class, () -> producer.send(broken));
            Refusal.of(MessageFormatException.class, () -> producer.send(broken, told));
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @MethodSource(FORMS + "withOptions")
    @Section({"7.4", "MessageProducer"})
    void impossibleOptionsAreRefusedInEveryForm(Form form) throws Exception {
        boolean named = Form.named().toList().contains(form);
        try (MessageProducer producer = session.createProducer(named ? null : queue)) {
            for (Options impossible : List.of(
                    new Options(queue, text("x"), -1, 4, 0, told),
                    new Options(queue, text("x"), 0, 4, 0, told),
                    new Options(queue, text("x"), 3, 4, 0, told),
                    new Options(queue, text("x"), DeliveryMode.PERSISTENT, -1, 0, told),
                    new Options(queue, text("x"), DeliveryMode.PERSISTENT, 10, 0, told),
                    new Options(queue, text("x"), DeliveryMode.PERSISTENT, Integer.MAX_VALUE, 0, told),
                    new Options(queue, text("x"), DeliveryMode.PERSISTENT, 4, -1, told),
                    new Options(queue, text("x"), DeliveryMode.PERSISTENT, 4, Long.MIN_VALUE, told))) {
                Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> form.send(producer, impossible));
            }
        }
        assertNothingHappened();
    }

    // --- what is over -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Form.class)
    @Section({"6.2.15", "MessageProducer"})
    void aClosedProducerSendsNothing(Form form) throws Exception {
        boolean named = Form.named().toList().contains(form);
        MessageProducer producer = session.createProducer(named ? null : queue);
        producer.close();
        Message message = text("x");
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE,
                () -> form.send(producer, options(queue, message)));
        producer.close();
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section({"6.1.8", "6.2.15"})
    void aProducerEndsWithItsSessionAndConnection(boolean wholeConnection) throws Exception {
        MessageProducer producer = session.createProducer(queue);
        Message message = text("x");
        if (wholeConnection) {
            connection.close();
        } else {
            session.close();
        }
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, () -> producer.send(message));
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, () -> producer.send(message, told));
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, producer::getDestination);
        producer.close();
        assertThat(told.calls()).isEmpty();
    }

    @Test
    @Section({"7.2", "10.3"})
    void aTemporaryDestinationThatIsGoneIsInvalid() throws Exception {
        TemporaryQueue goneQueue = session.createTemporaryQueue();
        TemporaryTopic goneTopic = session.createTemporaryTopic();
        try (MessageProducer toQueue = session.createProducer(goneQueue);
                MessageProducer toTopic = session.createProducer(goneTopic)) {
            goneQueue.delete();
            goneTopic.delete();
            for (MessageProducer producer : List.of(toQueue, toTopic)) {
                Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                        () -> producer.send(text("x")));
                producer.send(text("x"), told);
                assertThat(told.next().failure()).isExactlyInstanceOf(InvalidDestinationException.class);
            }
        }
    }

    @Test
    void theTemporaryDestinationOfAnotherConnectionCanBeSentTo() throws Exception {
        TemporaryQueue answers = session.createTemporaryQueue();
        var other = started().createSession();
        try (MessageProducer producer = other.createProducer(answers)) {
            producer.send(other.createTextMessage("answer"));
        }
        assertThat(drain(answers)).containsExactly("answer");
    }

    // --- one domain ---------------------------------------------------------------------------------------------

    @Test
    @Section({"7.1", "7.2", "QueueSender"})
    void anIdentifiedSenderTakesNoOtherQueue() throws Exception {
        var queues = closing(factory.createQueueConnection()).createQueueSession(false, 1);
        QueueSender sender = queues.createSender(queue);
        assertThat(sender.getQueue()).isEqualTo(queue);
        Queue other = queues.createQueue("other");
        Refusal.of(UnsupportedOperationException.class, () -> sender.send(other, text("x")));
        Refusal.of(UnsupportedOperationException.class, () -> sender.send(other, text("x"), 1, 4, 0));
        Refusal.of(UnsupportedOperationException.class, () -> sender.send((Queue) null, text("x")));
        Refusal.of(MessageFormatException.class, () -> sender.send((Message) null));
        assertNothingHappened();
    }

    @Test
    @Section({"7.1", "7.2", "QueueSender"})
    void anUnidentifiedSenderNeedsAQueueEachTime() throws Exception {
        var queues = closing(factory.createQueueConnection()).createQueueSession(false, 1);
        QueueSender sender = queues.createSender(null);
        assertThat(sender.getQueue()).isNull();
        Refusal.of(UnsupportedOperationException.class, () -> sender.send(text("x")));
        Refusal.of(UnsupportedOperationException.class, () -> sender.send(text("x"), 1, 4, 0));
        Refusal.of(InvalidDestinationException.class, () -> sender.send((Queue) null, text("x")));
        Refusal.of(InvalidDestinationException.class, () -> sender.send((Queue) null, text("x"), 1, 4, 0));
        Refusal.of(MessageFormatException.class, () -> sender.send(queue, null));
        Refusal.of(MessageFormatException.class, () -> sender.send(queue, null, 1, 4, 0));
        Refusal.of(InvalidDestinationException.class, () -> sender.send(topic, text("x")));
        Refusal.of(InvalidDestinationException.class, () -> sender.send(topic, text("x"), told));
        assertNothingHappened();
    }

    @Test
    @Section({"7.3", "QueueSender"})
    void aSenderSendsAsynchronouslyWithWhatItInherits() throws Exception {
        var queues = closing(factory.createQueueConnection()).createQueueSession(false, 1);
        try (QueueSender own = queues.createSender(queue); QueueSender free = queues.createSender(null)) {
            own.send(text("a"), told);
            own.send(text("b"), 1, 4, 0, told);
            free.send(queue, text("c"), told);
            free.send(queue, text("d"), 1, 4, 0, told);
        }
        assertThat(told.summaries()).containsExactly("a", "b", "c", "d");
        assertThat(drain(queue)).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    @Section({"7.1", "7.2", "TopicPublisher"})
    void anIdentifiedPublisherTakesNoOtherTopic() throws Exception {
        var topics = closing(factory.createTopicConnection()).createTopicSession(false, 1);
        TopicPublisher publisher = topics.createPublisher(topic);
        assertThat(publisher.getTopic()).isEqualTo(topic);
        Topic other = topics.createTopic("other");
        Refusal.of(UnsupportedOperationException.class, () -> publisher.publish(other, text("x")));
        Refusal.of(UnsupportedOperationException.class, () -> publisher.publish(other, text("x"), 1, 4, 0));
        Refusal.of(UnsupportedOperationException.class, () -> publisher.publish((Topic) null, text("x")));
        Refusal.of(MessageFormatException.class, () -> publisher.publish(null));
        Refusal.of(MessageFormatException.class, () -> publisher.publish(null, 1, 4, 0));
    }

    @Test
    @Section({"7.1", "7.2", "TopicPublisher"})
    void anUnidentifiedPublisherNeedsATopicEachTime() throws Exception {
        var topics = closing(factory.createTopicConnection()).createTopicSession(false, 1);
        TopicPublisher publisher = topics.createPublisher(null);
        assertThat(publisher.getTopic()).isNull();
        Refusal.of(UnsupportedOperationException.class, () -> publisher.publish(text("x")));
        Refusal.of(UnsupportedOperationException.class, () -> publisher.publish(text("x"), 1, 4, 0));
        Refusal.of(InvalidDestinationException.class, () -> publisher.publish((Topic) null, text("x")));
        Refusal.of(InvalidDestinationException.class, () -> publisher.publish((Topic) null, text("x"), 1, 4, 0));
        Refusal.of(MessageFormatException.class, () -> publisher.publish(topic, null));
        Refusal.of(InvalidDestinationException.class, () -> publisher.send(queue, text("x")));
        Refusal.of(InvalidDestinationException.class, () -> publisher.send(queue, text("x"), 1, 4, 0, told));
        assertNothingHappened();
    }

    @Test
    @Section({"7.3", "TopicPublisher"})
    void aPublisherPublishesAsynchronouslyWithWhatItInherits() throws Exception {
        var topics = closing(factory.createTopicConnection()).createTopicSession(false, 1);
        try (MessageConsumer subscriber = session.createConsumer(topic);
                TopicPublisher own = topics.createPublisher(topic);
                TopicPublisher free = topics.createPublisher(null)) {
            own.send(text("a"), told);
            own.send(text("b"), 1, 4, 0, told);
            free.send(topic, text("c"), told);
            free.send(topic, text("d"), 1, 4, 0, told);
            assertThat(next(subscriber, 4)).containsExactly("a", "b", "c", "d");
        }
        assertThat(told.summaries()).containsExactly("a", "b", "c", "d");
    }

    @Test
    @Section({"7.1", "QueueSender", "TopicPublisher"})
    void aClosedSenderOrPublisherTellsAndSendsNothing() throws Exception {
        QueueSender sender =
                closing(factory.createQueueConnection()).createQueueSession(false, 1).createSender(queue);
        TopicPublisher publisher =
                closing(factory.createTopicConnection()).createTopicSession(false, 1).createPublisher(topic);
        sender.close();
        publisher.close();
        Refusal.of(IllegalStateException.class, sender::getQueue);
        Refusal.of(IllegalStateException.class, publisher::getTopic);
        Refusal.of(IllegalStateException.class, () -> sender.send(text("x")));
        Refusal.of(IllegalStateException.class, () -> publisher.publish(text("x")));
        Refusal.of(IllegalStateException.class, () -> publisher.publish(topic, text("x"), 1, 4, 0));
    }

    @Test
    @Section("7.1")
    void producersOfBothDomainsKnowTheirDomain() throws Exception {
        try (MessageProducer toQueue = session.createProducer(queue);
                MessageProducer toTopic = session.createProducer(topic)) {
            assertThat(toQueue.getDestination()).isInstanceOf(Queue.class).isNotInstanceOf(Topic.class);
            assertThat(toTopic.getDestination()).isInstanceOf(Topic.class).isNotInstanceOf(Queue.class);
        }
    }

    @Test
    @Section({"7.2", "6.2.9.2"})
    void aSynchronousSendHasArrivedWhenItReturns() throws Exception {
        try (MessageProducer producer = session.createProducer(queue);
                MessageConsumer elsewhere = started().createSession().createConsumer(queue)) {
            for (int mode : new int[] {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT}) {
                producer.send(text("mode " + mode), mode, 4, 0);
                assertThat(textOf(elsewhere.receiveNoWait())).isEqualTo("mode " + mode);
            }
        }
    }
}
