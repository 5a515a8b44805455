// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.sending.Form.Options;
import io.ternmq.test.TestBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("7.2, 7.3.6 and 7.6 The sender's message after the send")
@Section({"7.2", "3.4.11"})
class SentMessageTest extends Sending {

    private final Told told = new Told();
    private TestBroker clock;

    @SuppressWarnings("NullAway.Init") // set before each test
    SentMessageTest() {}

    @Override
    void beforeConnecting() {
        clock = timeless();
    }

    /** Sends with a form; an asynchronous one has been completed. */
    private Message sent(Form form, Message message) throws Exception {
        boolean named = Form.named().toList().contains(form);
        try (MessageProducer producer = session.createProducer(named ? null : queue)) {
            form.send(producer, new Options(queue, message, DeliveryMode.NON_PERSISTENT, 7, 5_000, told));
        }
        return message;
    }

    private void assertHeadersOf(Form form, Message message) throws Exception {
        long now = clock.clock().millis();
        boolean options = form.hasOptions();
        assertThat(message.getJMSDestination()).isEqualTo(queue);
        assertThat(message.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:mine");
        assertThat(message.getJMSTimestamp()).isEqualTo(now);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(now);
        assertThat(message.getJMSDeliveryMode())
                .isEqualTo(options ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(options ? 7 : 4);
        assertThat(message.getJMSExpiration()).isEqualTo(options ? now + 5_000 : 0);
        assertThat(message.getJMSType()).isEqualTo("type");
        assertThat(message.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(message.getJMSReplyTo()).isEqualTo(topic);
    }

    private static void disguise(Message message, Session session) throws Exception {
        message.setJMSType("type");
        message.setJMSCorrelationID("correlation");
        message.setJMSReplyTo(session.createTopic("news"));
        message.setJMSMessageID("ID:mine");
        message.setJMSDestination(session.createQueue("elsewhere"));
        message.setJMSTimestamp(1);
        message.setJMSDeliveryTime(2);
        message.setJMSExpiration(3);
        message.setJMSPriority(9);
        message.setJMSDeliveryMode(9);
        message.setJMSRedelivered(true);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    @Section({"7.2", "7.3.6", "7.6", "3.4.11"})
    void everyFormOfSendSetsTheHeadersThatAreTheProviders(Form form) throws Exception {
        Message message = text("x");
        disguise(message, session);
        assertHeadersOf(form, sent(form, message));
        Message received = take(queue);
        assertHeadersOf(form, received);
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        assertThat(received.getJMSRedelivered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    @Section({"7.2", "7.3.6", "3.12", "3.4.11"})
    void everyFormOfSendSetsThemOnMessagesOfOtherProvidersToo(Form form) throws Exception {
        TextMessage inner = session.createTextMessage("x");
        disguise(inner, session);
        sent(form, Foreign.of(inner, TextMessage.class));
        assertHeadersOf(form, inner);
        Message received = take(queue);
        assertHeadersOf(form, received);
        assertThat(received.getJMSMessageID()).isEqualTo(inner.getJMSMessageID());
    }

    @Test
    @Section({"7.2", "3.4.1"})
    void aMessageShowsWhereItWasSentLast() throws Exception {
        Message message = text("x");
        try (MessageProducer producer = session.createProducer(null);
                MessageConsumer subscriber = session.createConsumer(topic)) {
            producer.send(queue, message);
            assertThat(message.getJMSDestination()).isEqualTo(queue);
            String first = message.getJMSMessageID();
            producer.send(topic, message);
            assertThat(message.getJMSDestination()).isEqualTo(topic);
            assertThat(message.getJMSMessageID()).isNotEqualTo(first);
            assertThat(arrived(subscriber.receive(SOON)).getJMSDestination()).isEqualTo(topic);
            assertThat(take(queue).getJMSMessageID()).isEqualTo(first);
        }
    }

    @Test
    @Section({"7.2", "3.4.3"})
    void idsAreUniqueOverProducersSessionsAndConnections() throws Exception {
        Set<String> ids = new HashSet<>();
        List<Session> sessions = List.of(session, connection.createSession(), started().createSession());
        for (Session each : sessions) {
            for (int i = 0; i < 3; i++) {
                try (MessageProducer producer = each.createProducer(queue)) {
                    for (int j = 0; j < 5; j++) {
                        Message message = each.createMessage();
                        producer.send(message);
                        ids.add(message.getJMSMessageID());
                    }
                }
            }
        }
        assertThat(ids).hasSize(45);
    }

    @Test
    @Section({"7.2", "3.4.7", "3.5.11"})
    void aReceivedMessageThatIsSentOnBeginsAnew() throws Exception {
        try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = client.createConsumer(queue)) {
            session.createProducer(queue).send(text("x"));
            arrived(consumer.receive(SOON));
            client.recover();
            Message again = arrived(consumer.receive(SOON));
            assertThat(again.getJMSRedelivered()).isTrue();
            String id = again.getJMSMessageID();
            session.createProducer(session.createQueue("next")).send(again);
            Message onward = take(session.createQueue("next"));
            assertThat(onward.getJMSRedelivered()).isFalse();
            assertThat(onward.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
            assertThat(onward.getJMSMessageID()).isNotEqualTo(id);
            assertThat(textOf(onward)).isEqualTo("x");
            again.acknowledge();
        }
    }

    @Test
    @Section({"7.2", "6.2.4"})
    void aMessageCanBeSentBySessionsOfOtherConnections() throws Exception {
        Message message = text("x");
        try (MessageProducer producer = started().createSession().createProducer(queue)) {
            producer.send(message);
        }
        session.close();
        try (Session other = connection.createSession()) {
            assertThat(textOf(arrived(other.createConsumer(queue).receive(SOON)))).isEqualTo("x");
        }
    }

    @Test
    @Section({"7.2", "6.2.7"})
    void theHeadersAreSetWhenAMessageIsSentInATransaction() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            Message message = work.createTextMessage("x");
            producer.send(message);
            String id = message.getJMSMessageID();
            assertThat(id).startsWith("ID:");
            work.rollback();
            producer.send(message);
            assertThat(message.getJMSMessageID()).isNotEqualTo(id);
            work.commit();
            assertThat(take(queue).getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        }
    }

    @Test
    @Section({"7.2", "3.8"})
    void aMessageIsFreeWhenTheSendReturns() throws Exception {
        TextMessage message = session.createTextMessage("as sent");
        message.setStringProperty("p", "as sent");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
            message.setText("changed");
            message.setStringProperty("p", "changed");
            message.setJMSType("changed");
        }
        Message received = take(queue);
        assertThat(textOf(received)).isEqualTo("as sent");
        assertThat(received.getStringProperty("p")).isEqualTo("as sent");
        assertThat(received.getJMSType()).isNull();
    }

    @Test
    @Section({"7.2", "3.11.3"})
    void bytesCanBeWrittenOnAfterASynchronousSend() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeByte((byte) 1);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
            message.clearBody();
            message.writeByte((byte) 2);
            producer.send(message);
        }
        assertThat(take(queue).getBody(byte[].class)).containsExactly(1);
        assertThat(take(queue).getBody(byte[].class)).containsExactly(2);
    }
}
