// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.6 Message acknowledgment")
@Section({"3.6", "Message"})
class AcknowledgeMethodTest extends Scene {

    @ParameterizedTest
    @MethodSource("kinds")
    void everyTypeOfMessageAcknowledges(String kind) throws Exception {
        send(sample(session, kind));
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            Message received = arrived(careful.createConsumer(queue).receive(SOON), Message.class);
            received.acknowledge();
            careful.recover();
        }
        assertEmpty(queue);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void withAutomaticAcknowledgementTheCallDoesNothing(int mode) throws Exception {
        send(session.createTextMessage("a"));
        send(session.createTextMessage("b"));
        try (Session automatic = connection.createSession(mode)) {
            MessageConsumer consumer = automatic.createConsumer(queue);
            TextMessage first = arrived(consumer.receive(SOON), TextMessage.class);
            first.acknowledge();
            first.acknowledge();
            assertThat(arrived(consumer.receive(SOON), TextMessage.class).getText()).isEqualTo("b");
        }
        assertEmpty(queue);
    }

    @Test
    void inATransactionTheCallDoesNothing() throws Exception {
        send(session.createMessage());
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageConsumer consumer = work.createConsumer(queue);
            arrived(consumer.receive(SOON), Message.class).acknowledge();
            work.rollback();
            assertThat(arrived(consumer.receive(SOON), Message.class).getJMSRedelivered()).isTrue();
            work.commit();
        }
    }

    @Test
    void oneCallAcknowledgesAllThatTheSessionHasConsumed() throws Exception {
        Topic topic = session.createTopic("t");
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer ofQueue = careful.createConsumer(queue);
                MessageConsumer ofTopic = careful.createConsumer(topic)) {
            send(session.createMessage());
            send(session, topic, "news");
            Message first = arrived(ofQueue.receive(SOON), Message.class);
            arrived(ofTopic.receive(SOON), Message.class);
            first.acknowledge();
            careful.recover();
            assertThat(ofQueue.receive(BRIEFLY)).isNull();
            assertThat(ofTopic.receive(BRIEFLY)).isNull();
        }
        assertEmpty(queue);
    }

    @Test
    void whatIsConsumedAfterTheCallIsNotAcknowledged() throws Exception {
        send(session.createTextMessage("a"));
        send(session.createTextMessage("b"));
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = careful.createConsumer(queue);
            arrived(consumer.receive(SOON), Message.class).acknowledge();
            assertThat(arrived(consumer.receive(SOON), TextMessage.class).getText()).isEqualTo("b");
        }
        TextMessage again = arrived(take(queue), TextMessage.class);
        assertThat(again.getText()).isEqualTo("b");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertEmpty(queue);
    }

    @Test
    void aChangedMessageStillAcknowledges() throws Exception {
        send(session.createTextMessage("a"));
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            Message received = arrived(careful.createConsumer(queue).receive(SOON), Message.class);
            received.clearBody();
            received.clearProperties();
            received.setJMSMessageID("ID:changed");
            received.acknowledge();
        }
        assertEmpty(queue);
    }

    @Test
    void aMessageThatNobodyDeliveredHasNothingToAcknowledge() throws Exception {
        Message own = session.createMessage();
        assertThatCode(own::acknowledge).doesNotThrowAnyException();
        send(own);
        assertThatCode(own::acknowledge).doesNotThrowAnyException();
        try (QueueBrowser browser = session.createBrowser(queue)) {
            Message seen = (Message) browser.getEnumeration().nextElement();
            assertThatCode(seen::acknowledge).doesNotThrowAnyException();
        }
        assertThat(take(queue).getJMSMessageID()).as("still there").isEqualTo(own.getJMSMessageID());
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE,
        Session.SESSION_TRANSACTED})
    void afterItsSessionIsClosedAMessageIsRefused(int mode) throws Exception {
        send(session.createMessage());
        Session other = connection.createSession(mode);
        Message received = arrived(other.createConsumer(queue).receive(SOON), Message.class);
        other.close();
        Refused.with(IllegalStateException.class, received::acknowledge);
        assertThat(received.getJMSMessageID()).isNotNull();
    }

    @Test
    void afterItsConnectionIsClosedAMessageIsRefused() throws Exception {
        send(session.createMessage());
        Connection other = started();
        Message received = arrived(
                other.createSession(Session.CLIENT_ACKNOWLEDGE).createConsumer(queue).receive(SOON), Message.class);
        other.close();
        Refused.with(IllegalStateException.class, received::acknowledge);
        assertThat(take(queue).getJMSRedelivered()).isTrue();
    }

    @Test
    void afterItsConsumerIsClosedAMessageStillAcknowledges() throws Exception {
        send(session.createMessage());
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = careful.createConsumer(queue);
            Message received = arrived(consumer.receive(SOON), Message.class);
            consumer.close();
            received.acknowledge();
            careful.recover();
            assertThat(careful.createConsumer(queue).receive(BRIEFLY)).isNull();
        }
    }
}
