// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.8 What a selector does to the messages of a consumer")
@Section({"3.8", "3.8.1"})
class SelectionTest extends Scene {

    private static final String WRONG = "n = = 5";

    private Message numbered(int n) throws JMSException {
        Message message = session.createMessage();
        message.setIntProperty("n", n);
        return message;
    }

    private static List<Integer> drain(MessageConsumer consumer) throws JMSException {
        List<Integer> numbers = new ArrayList<>();
        Message next = consumer.receive(SOON);
        while (next != null) {
            numbers.add(next.getIntProperty("n"));
            next = consumer.receive(BRIEFLY);
        }
        return numbers;
    }

    // --- refused when presented ---------------------------------------------------------------------------------

    @Test
    @Section({"3.8.1.1", "Session"})
    void everyMethodOfASessionRefusesAWrongSelectorAtOnce() throws Exception {
        Session own = startedAs("me").createSession();
        Topic topic = own.createTopic("t");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> own.createConsumer(queue, WRONG), () -> own.createConsumer(topic, WRONG),
                () -> own.createConsumer(topic, WRONG, true), () -> own.createSharedConsumer(topic, "s", WRONG),
                () -> own.createDurableConsumer(topic, "d", WRONG, false),
                () -> own.createDurableSubscriber(topic, "d", WRONG, false),
                () -> own.createSharedDurableConsumer(topic, "sd", WRONG), () -> own.createBrowser(queue, WRONG))) {
            assertThat(Refused.with(InvalidSelectorException.class, call)).hasMessageContaining("position 4");
        }
    }

    @Test
    @Section({"3.8.1.1", "QueueSession", "TopicSession"})
    void theSessionsOfOneDomainRefuseItToo() throws Exception {
        QueueSession queues =
                closing(factory.createQueueConnection()).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSession topics =
                closing(factory.createTopicConnection()).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Refused.with(InvalidSelectorException.class, () -> queues.createReceiver(queue, WRONG));
        Refused.with(InvalidSelectorException.class, () -> queues.createBrowser(queue, WRONG));
        Refused.with(InvalidSelectorException.class,
                () -> topics.createSubscriber(topics.createTopic("t"), WRONG, false));
    }

    @Test
    @Section({"3.8.1.1", "JMSContext"})
    void everyMethodOfAContextRefusesItAtOnce() throws Exception {
        JMSContext own = context(JMSContext.AUTO_ACKNOWLEDGE);
        own.setClientID("me");
        Topic topic = own.createTopic("t");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> own.createConsumer(queue, WRONG), () -> own.createConsumer(topic, WRONG, true),
                () -> own.createSharedConsumer(topic, "s", WRONG),
                () -> own.createDurableConsumer(topic, "d", WRONG, false),
                () -> own.createSharedDurableConsumer(topic, "sd", WRONG), () -> own.createBrowser(queue, WRONG))) {
            assertThat(Refused.unchecked(InvalidSelectorRuntimeException.class, call))
                    .hasMessageContaining("position 4");
        }
    }

    @Test
    @Section({"3.8.1.1", "Session"})
    void aRefusedSelectorLeavesNoSubscriptionBehind() throws Exception {
        Connection own = startedAs("me");
        Session used = own.createSession();
        Topic topic = used.createTopic("t");
        Refused.with(InvalidSelectorException.class, () -> used.createDurableConsumer(topic, "d", WRONG, false));
        try (MessageProducer producer = used.createProducer(topic)) {
            producer.send(numbered(1));
        }
        try (MessageConsumer consumer = used.createDurableConsumer(topic, "d")) {
            assertThat(consumer.receive(BRIEFLY)).isNull();
        }
        used.unsubscribe("d");
    }

    // --- none ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    @Section({"3.8.1.1", "MessageConsumer"})
    void withoutASelectorEverythingIsDelivered(@Nullable String none) throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer ofQueue = session.createConsumer(queue, none);
                MessageConsumer ofTopic = session.createConsumer(topic, none, false);
                MessageConsumer shared = session.createSharedConsumer(topic, "s", none);
                MessageProducer producer = session.createProducer(null)) {
            producer.send(queue, numbered(1));
            producer.send(topic, numbered(2));
            for (MessageConsumer consumer : List.of(ofQueue, ofTopic, shared)) {
                assertThat(consumer.getMessageSelector()).isNull();
                assertThat(drain(consumer)).hasSize(1);
            }
        }
    }

    // --- delivered and not delivered ----------------------------------------------------------------------------

    @Test
    void twoConsumersOfAQueueShareItByTheirSelectors() throws Exception {
        try (MessageConsumer low = session.createConsumer(queue, "n < 5");
                MessageConsumer high = session.createConsumer(queue, "n >= 5")) {
            for (int n = 9; n >= 0; n--) {
                send(numbered(n));
            }
            assertThat(drain(low)).containsExactly(4, 3, 2, 1, 0);
            assertThat(drain(high)).containsExactly(9, 8, 7, 6, 5);
        }
    }

    @Test
    void whatWasSentBeforeTheConsumerIsSelectedToo() throws Exception {
        for (int n = 0; n < 50; n++) {
            send(numbered(n));
        }
        try (MessageConsumer consumer = session.createConsumer(queue, "n / 10 * 10 = n")) {
            assertThat(drain(consumer)).containsExactly(0, 10, 20, 30, 40);
        }
        try (MessageConsumer rest = session.createConsumer(queue)) {
            assertThat(drain(rest)).hasSize(45).doesNotContain(0, 10, 20, 30, 40);
        }
    }

    @Test
    void aSubscriptionNeverSeesWhatItDoesNotSelect() throws Exception {
        Session own = startedAs("me").createSession();
        Topic topic = own.createTopic("t");
        own.createDurableConsumer(topic, "d", "n > 1", false).close();
        try (MessageProducer producer = own.createProducer(topic)) {
            for (int n = 0; n < 4; n++) {
                producer.send(numbered(n));
            }
        }
        try (MessageConsumer consumer = own.createDurableConsumer(topic, "d", "n > 1", false)) {
            assertThat(drain(consumer)).containsExactly(2, 3);
        }
        own.unsubscribe("d");
    }

    @Test
    void eachSubscriberSelectsForItself() throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer even = session.createConsumer(topic, "n = 2 OR n = 4");
                MessageConsumer all = session.createConsumer(topic);
                MessageConsumer none = session.createConsumer(topic, "n < 0");
                MessageProducer producer = session.createProducer(topic)) {
            for (int n = 1; n <= 4; n++) {
                producer.send(numbered(n));
            }
            assertThat(drain(even)).containsExactly(2, 4);
            assertThat(drain(all)).containsExactly(1, 2, 3, 4);
            assertThat(none.receive(BRIEFLY)).isNull();
        }
    }

    @Test
    void aRedeliveredMessageGoesToAConsumerThatSelectsIt() throws Exception {
        send(numbered(1));
        send(numbered(2));
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageConsumer one = work.createConsumer(queue, "n = 1");
            assertThat(drain(one)).containsExactly(1);
            work.rollback();
            one.close();
        }
        try (MessageConsumer two = session.createConsumer(queue, "n = 2")) {
            assertThat(drain(two)).containsExactly(2);
        }
        try (MessageConsumer one = session.createConsumer(queue, "n = 1")) {
            assertThat(drain(one)).containsExactly(1);
        }
    }

    @Test
    @Section({"3.8.1.1", "3.8.1"})
    void theExampleOfACarOfSomeColourAndWeight() throws Exception {
        String selector = "JMSType = 'car' AND color = 'blue' AND weight > 2500";
        for (int weight : new int[] {2500, 2501}) {
            for (String color : List.of("blue", "red")) {
                Message message = session.createMessage();
                message.setJMSType("car");
                message.setStringProperty("color", color);
                message.setIntProperty("weight", weight);
                message.setIntProperty("n", weight);
                send(message);
            }
        }
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertThat(drain(consumer)).containsExactly(2501);
        }
    }

    @Test
    @Section({"3.8.1", "JMSContext"})
    void aContextsConsumerSelects() throws Exception {
        JMSContext own = context(JMSContext.AUTO_ACKNOWLEDGE);
        own.createProducer().setProperty("n", 1).send(queue, "one").setProperty("n", 2).send(queue, "two");
        try (var consumer = own.createConsumer(queue, "n = 2")) {
            assertThat(consumer.getMessageSelector()).isEqualTo("n = 2");
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("two");
        }
        try (var consumer = own.createConsumer(queue)) {
            assertThat(consumer.getMessageSelector()).isNull();
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("one");
        }
    }
}
