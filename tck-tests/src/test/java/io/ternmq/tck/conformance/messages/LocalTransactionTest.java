// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.7 Transactions of a session")
@Section("6.2.7")
class LocalTransactionTest extends Scene {

    private Session work;

    @SuppressWarnings("NullAway.Init") // set before each test
    LocalTransactionTest() {}

    @BeforeEach
    void open() throws JMSException {
        work = connection.createSession(Session.SESSION_TRANSACTED);
    }

    private static String text(MessageConsumer consumer) throws JMSException {
        return arrived(consumer.receive(SOON), TextMessage.class).getText();
    }

    @Test
    void modeAndFlagAreTold() throws Exception {
        assertThat(work.getTransacted()).isTrue();
        assertThat(work.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(connection.createSession(true, Session.CLIENT_ACKNOWLEDGE).getTransacted()).isTrue();
        assertThat(connection.createSession(true, -7).getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(session.getTransacted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void onlyATransactedSessionCommitsAndOnlyTheOthersRecover(int mode) throws Exception {
        try (Session plain = connection.createSession(mode)) {
            assertThatThrownBy(plain::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(plain::rollback).isInstanceOf(IllegalStateException.class);
            plain.recover();
        }
        assertThatThrownBy(work::recover).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsSentIsSeenAfterTheCommitOnly() throws Exception {
        Queue other = session.createQueue("other");
        Topic topic = session.createTopic("t");
        try (MessageConsumer subscriber = session.createConsumer(topic);
                MessageProducer producer = work.createProducer(null)) {
            producer.send(queue, work.createTextMessage("a"));
            producer.send(other, work.createTextMessage("b"));
            producer.send(topic, work.createTextMessage("c"));
            assertEmpty(queue);
            assertEmpty(other);
            assertThat(subscriber.receive(BRIEFLY)).isNull();
            work.commit();
            assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("a");
            assertThat(arrived(take(other), TextMessage.class).getText()).isEqualTo("b");
            assertThat(text(subscriber)).isEqualTo("c");
        }
    }

    @Test
    void whatIsSentIsForgottenByARollback() throws Exception {
        try (MessageProducer producer = work.createProducer(queue)) {
            producer.send(work.createTextMessage("lost"));
            work.rollback();
            producer.send(work.createTextMessage("kept"));
            work.commit();
        }
        assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("kept");
        assertEmpty(queue);
    }

    @Test
    void aTransactionDoesNotReceiveWhatItSends() throws Exception {
        try (MessageProducer producer = work.createProducer(queue);
                MessageConsumer consumer = work.createConsumer(queue)) {
            producer.send(work.createTextMessage("x"));
            assertThat(consumer.receive(BRIEFLY)).isNull();
            work.commit();
            assertThat(text(consumer)).isEqualTo("x");
            work.commit();
        }
    }

    @Test
    void aRollbackBringsBackWhatWasReceivedInOrderAndFlagged() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(session.createTextMessage("m" + i));
        }
        try (MessageConsumer consumer = work.createConsumer(queue)) {
            for (int i = 0; i < 3; i++) {
                assertThat(text(consumer)).isEqualTo("m" + i);
            }
            work.rollback();
            for (int i = 0; i < 5; i++) {
                Message again = arrived(consumer.receive(SOON), Message.class);
                assertThat(((TextMessage) again).getText()).isEqualTo("m" + i);
                assertThat(again.getJMSRedelivered()).isEqualTo(i < 3);
                assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(i < 3 ? 2 : 1);
            }
            work.commit();
            work.rollback();
            assertThat(consumer.receive(BRIEFLY)).isNull();
        }
    }

    @Test
    void receivingAndSendingAreOneUnit() throws Exception {
        Queue out = session.createQueue("out");
        send(session.createTextMessage("in"));
        try (MessageConsumer consumer = work.createConsumer(queue);
                MessageProducer producer = work.createProducer(out)) {
            text(consumer);
            producer.send(work.createTextMessage("out"));
            work.rollback();
            assertEmpty(out);
            text(consumer);
            producer.send(work.createTextMessage("out"));
            work.commit();
        }
        assertEmpty(queue);
        assertThat(arrived(take(out), TextMessage.class).getText()).isEqualTo("out");
    }

    @Test
    void acknowledgeInATransactionDoesNothing() throws Exception {
        send(session.createTextMessage("x"));
        try (MessageConsumer consumer = work.createConsumer(queue)) {
            arrived(consumer.receive(SOON), Message.class).acknowledge();
            work.rollback();
            assertThat(text(consumer)).isEqualTo("x");
            work.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingRollsBack(boolean wholeConnection) throws Exception {
        send(session.createTextMessage("x"));
        var other = closing(factory.createConnection());
        other.start();
        Session open = other.createSession(Session.SESSION_TRANSACTED);
        text(open.createConsumer(queue));
        open.createProducer(session.createQueue("out")).send(open.createMessage());
        if (wholeConnection) {
            other.close();
        } else {
            open.close();
        }
        assertEmpty(session.createQueue("out"));
        Message again = take(queue);
        assertThat(again.getJMSRedelivered()).isTrue();
    }

    @Test
    void aClosedConsumersMessagesStillBelongToTheTransaction() throws Exception {
        send(session.createTextMessage("a"));
        send(session.createTextMessage("b"));
        MessageConsumer first = work.createConsumer(queue);
        text(first);
        first.close();
        work.rollback();
        MessageConsumer second = work.createConsumer(queue);
        assertThat(text(second)).isEqualTo("a");
        second.close();
        work.commit();
        assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("b");
        assertEmpty(queue);
    }

    @Test
    void aClosedProducersMessagesStillBelongToTheTransaction() throws Exception {
        MessageProducer producer = work.createProducer(queue);
        producer.send(work.createTextMessage("a"));
        producer.close();
        work.commit();
        assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("a");
    }

    @Test
    void emptyTransactionsEndQuietly() throws Exception {
        work.commit();
        work.rollback();
        work.commit();
    }
}
