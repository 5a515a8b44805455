// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.10, 3.4.7, 3.5.11 Recovery, JMSRedelivered and JMSXDeliveryCount")
@Section("6.2.10")
class RedeliveryTest extends Stage {

    /** Text, flag and count of the next message. */
    private static String seen(MessageConsumer consumer) throws JMSException {
        Message message = Objects.requireNonNull(consumer.receive(SOON), "a message in time");
        String flag = message.getJMSRedelivered() ? "!" : ":";
        return textOf(message) + flag + message.getIntProperty("JMSXDeliveryCount");
    }

    private static void giveBack(Session session) throws JMSException {
        if (session.getTransacted()) {
            session.rollback();
        } else {
            session.recover();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED, 4, 101})
    @Section({"6.2.10", "3.4.7", "3.5.11"})
    void flagAndCountTellHowOftenAMessageWasDelivered(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(seen(consumer)).isEqualTo("a:1");
        giveBack(session);
        assertThat(seen(consumer)).isEqualTo("a!2");
        assertThat(seen(consumer)).isEqualTo("b:1");
        giveBack(session);
        assertThat(seen(consumer)).isEqualTo("a!3");
        assertThat(seen(consumer)).isEqualTo("b!2");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED, 101})
    void aLargeBacklogComesBackInItsOrder(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 300);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer, 120)).endsWith("m119");
        giveBack(session);
        for (int i = 0; i < 300; i++) {
            assertThat(seen(consumer)).isEqualTo("m" + i + (i < 120 ? "!2" : ":1"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void severalConsumersOfOneQueueGetEverythingAgain(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        MessageConsumer one = session.createConsumer(queue);
        MessageConsumer two = session.createConsumer(queue);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 4);
        for (int i = 0; i < 2; i++) {
            next(one);
            next(two);
        }
        giveBack(session);
        two.close();
        assertThat(next(one, 4)).containsExactly("m0", "m1", "m2", "m3");
        assertEmpty(one);
    }

    @Test
    void consumersOfDifferentPlacesBeginAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        MessageConsumer ofQueue = session.createConsumer(queue);
        MessageConsumer ofTopic = session.createConsumer(topic);
        sendMany(session, queue, 2);
        sendMany(session, topic, 2);
        seen(ofQueue);
        seen(ofTopic);
        seen(ofTopic);
        session.recover();
        assertThat(seen(ofQueue)).isEqualTo("m0!2");
        assertThat(seen(ofQueue)).isEqualTo("m1:1");
        assertThat(seen(ofTopic)).isEqualTo("m0!2");
        assertThat(seen(ofTopic)).isEqualTo("m1!2");
    }

    @Test
    void recoverBeginsAfterTheLastAcknowledgement() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 4);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer);
        Objects.requireNonNull(consumer.receive(SOON)).acknowledge();
        next(consumer);
        session.recover();
        assertThat(seen(consumer)).isEqualTo("m2!2");
        assertThat(seen(consumer)).isEqualTo("m3:1");
    }

    @Test
    void aMessageOfBeforeTheRecoverAcknowledgesOnlyWhatWasDeliveredSince() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        Message stale = Objects.requireNonNull(consumer.receive(SOON));
        session.recover();
        stale.acknowledge();
        assertThat(seen(consumer)).isEqualTo("m0!2");
        session.close();
        assertThat(seen(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue))).isEqualTo("m0!3");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    void aDeliveryThatWasRecoveredCannotBeAcknowledgedAnyMore(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        Message stale = Objects.requireNonNull(consumer.receive(SOON));
        session.recover();
        stale.acknowledge();
        assertThat(seen(consumer)).isEqualTo("a!2");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void whereTheSessionAcknowledgesNothingIsLeftToRecover(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 50);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 20);
        session.recover();
        for (int i = 20; i < 50; i++) {
            assertThat(seen(consumer)).isEqualTo("m" + i + ":1");
        }
    }

    @Test
    void aHigherPriorityThatCameMeanwhileGoesFirst() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 2);
        MessageProducer producer = session.createProducer(queue);
        producer.setPriority(9);
        producer.send(session.createTextMessage("urgent"));
        session.recover();
        assertThat(seen(consumer)).isEqualTo("urgent:1");
        assertThat(seen(consumer)).isEqualTo("m0!2");
        assertThat(seen(consumer)).isEqualTo("m1!2");
    }

    @Test
    void whatExpiredMeanwhileDoesNotComeAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(500);
        producer.send(session.createTextMessage("short"));
        send(session, queue, "long");
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = Objects.requireNonNull(consumer.receive(SOON));
        next(consumer);
        long expiration = first.getJMSExpiration();
        await("the end of its life", () -> System.currentTimeMillis() > expiration);
        session.recover();
        assertThat(seen(consumer)).isEqualTo("long!2");
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2.10", "3.5.11"})
    void theCountGoesOnAcrossSessionsAndConnections() throws Exception {
        Queue queue = session(Session.AUTO_ACKNOWLEDGE).createQueue("q");
        started();
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        for (int attempt = 1; attempt <= 3; attempt++) {
            Connection connection = started();
            Session session = connection.createSession(
                    attempt == 2 ? Session.SESSION_TRANSACTED : Session.CLIENT_ACKNOWLEDGE);
            assertThat(seen(session.createConsumer(queue))).isEqualTo("a" + (attempt == 1 ? ":1" : "!" + attempt));
            if (attempt == 1) {
                session.close();
            }
            connection.close();
        }
        assertThat(seen(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue))).isEqualTo("a!4");
    }

    @Test
    @Section({"6.2.10", "8.3.3", "9.1"})
    void aDurableSubscriptionRedeliversWhatAConnectionLeft() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        sendMany(session, topic, 3);
        next(consumer, 2);
        connection.close();
        MessageConsumer again =
                startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE).createDurableConsumer(topic, "s");
        assertThat(seen(again)).isEqualTo("m0!2");
        assertThat(seen(again)).isEqualTo("m1!2");
        assertThat(seen(again)).isEqualTo("m2:1");
    }

    @Test
    @Section({"6.2.10", "6.2.11"})
    void aRedeliveryIsTheSameMessage() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Message sent = session.createTextMessage("a");
        sent.setJMSCorrelationID("c");
        sent.setLongProperty("p", 5);
        session.createProducer(queue).send(sent);
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = Objects.requireNonNull(consumer.receive(SOON));
        first.clearProperties();
        first.clearBody();
        session.recover();
        Message second = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(second.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
        assertThat(second.getJMSTimestamp()).isEqualTo(sent.getJMSTimestamp());
        assertThat(second.getJMSCorrelationID()).isEqualTo("c");
        assertThat(second.getLongProperty("p")).isEqualTo(5);
        assertThat(textOf(second)).isEqualTo("a");
    }

    @Test
    @Section("3.5.11")
    void theCountIsAPropertyThatConverts() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        seen(consumer);
        session.recover();
        Message again = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(again.propertyExists("JMSXDeliveryCount")).isTrue();
        assertThat(again.getStringProperty("JMSXDeliveryCount")).isEqualTo("2");
    }

    @Test
    @Section({"Session", "JMSContext", "6.2.10"})
    void recoverIsRefusedWhereRollbackIsMeant() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rollback");
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        assertThatThrownBy(context::recover).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    @Section({"Session", "JMSContext", "6.2.15"})
    void recoverIsRefusedOnAClosedSession(int mode) throws Exception {
        Session session = session(mode);
        session.close();
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
        JMSContext context = context(mode);
        context.close();
        assertThatThrownBy(context::recover).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void recoverWorksWhileTheConnectionIsStopped() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer);
        connection.stop();
        session.recover();
        assertThat(consumer.receiveNoWait()).isNull();
        connection.start();
        assertThat(seen(consumer)).isEqualTo("m0!2");
        assertThat(seen(consumer)).isEqualTo("m1:1");
    }

    @Test
    @Section({"6.2.10", "JMSContext"})
    void aContextRecovers() throws Exception {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        JMSConsumer consumer = context.createConsumer(topic);
        context.createProducer().send(topic, "a").send(topic, "b");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        context.recover();
        Message again = consumer.receive(SOON);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
    }

    @Test
    void aSelectiveConsumerGetsItsMessagesAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer some = session.createConsumer(queue, "n = 1");
        MessageConsumer others = session.createConsumer(queue, "n = 0");
        for (int i = 0; i < 6; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setIntProperty("n", i % 2);
            session.createProducer(queue).send(message);
        }
        next(some, 2);
        next(others, 3);
        session.recover();
        assertThat(next(others, 3)).containsExactly("m0", "m2", "m4");
        assertThat(next(some, 3)).containsExactly("m1", "m3", "m5");
    }
}
