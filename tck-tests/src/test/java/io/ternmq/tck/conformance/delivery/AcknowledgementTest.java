// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Message acknowledgement, recover and redelivery")
@Section("6.2.10")
class AcknowledgementTest extends Stage {

    @Test
    void clientAcknowledgeCoversEverythingTheSessionConsumedWhateverTheConsumer() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue first = session.createQueue("first");
        Queue second = session.createQueue("second");
        send(session, first, "a", "b");
        send(session, second, "c");
        MessageConsumer one = session.createConsumer(first);
        MessageConsumer two = session.createConsumer(second);
        Message oldest = Objects.requireNonNull(one.receive(SOON));
        next(two);
        next(one);
        oldest.acknowledge();
        session.recover();
        assertEmpty(one);
        assertEmpty(two);
    }

    @Test
    @Section({"6.2.10", "Message"})
    void acknowledgingInReverseOrderLeavesNothing() throws Exception {
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Session receiver = session(Session.CLIENT_ACKNOWLEDGE);
        List<MessageConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Queue queue = sender.createQueue("reverse." + i);
            send(sender, queue, "text" + i);
            consumers.add(receiver.createConsumer(queue));
        }
        Message last = null;
        for (int i = 3; i >= 0; i--) {
            last = consumers.get(i).receive(SOON);
            assertThat(textOf(last)).isEqualTo("text" + i);
        }
        Objects.requireNonNull(last).acknowledge();
        receiver.close();
        Session again = session(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 4; i++) {
            assertThat(again.createConsumer(sender.createQueue("reverse." + i)).receiveNoWait())
                    .isNull();
        }
    }

    @Test
    @Section({"6.2.10", "3.4.7", "3.5.11"})
    void recoverDeliversUnacknowledgedAgainInOrderAndBeforeLaterOnes() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 10);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer, 4)).containsExactly("m0", "m1", "m2", "m3");
        session.recover();
        for (int i = 0; i < 10; i++) {
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).as("redelivered m" + i).isEqualTo(i < 4);
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(i < 4 ? 2 : 1);
        }
    }

    @Test
    void recoverOnlyReturnsWhatCameAfterTheAcknowledgement() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 4);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer);
        Objects.requireNonNull(consumer.receive(SOON)).acknowledge();
        next(consumer, 2);
        session.recover();
        assertThat(next(consumer, 2)).containsExactly("m2", "m3");
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2", "6.2.15"})
    void unacknowledgedMessagesComeAgainAfterTheSessionIsClosed() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        next(session.createConsumer(queue), 2);
        session.close();
        MessageConsumer consumer =
                connection.createSession(Session.CLIENT_ACKNOWLEDGE).createConsumer(queue);
        Message first = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(first)).isEqualTo("m0");
        assertThat(first.getJMSRedelivered()).isTrue();
        assertThat(next(consumer, 2)).containsExactly("m1", "m2");
    }

    @Test
    @Section({"8.8", "6.2.10"})
    void aConsumerThatIsClosedLeavesItsMessagesToBeAcknowledged() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        Message message = Objects.requireNonNull(consumer.receive(SOON));
        consumer.close();
        MessageConsumer other = session.createConsumer(queue);
        assertThat(next(other)).isEqualTo("m1");
        message.acknowledge();
        session.recover();
        assertEmpty(other);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"6.2.10", "6.2.11"})
    void whatTheSessionAcknowledgesByItselfIsGone(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 5);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 3);
        session.recover();
        assertThat(next(consumer)).isEqualTo("m3");
        session.close();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(other)).isEqualTo("m4");
        assertEmpty(other);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    @Section({"6.2.10", "Message"})
    void acknowledgeDoesNothingWhereTheSessionDoesIt(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        Objects.requireNonNull(consumer.receive(SOON)).acknowledge();
        if (session.getTransacted()) {
            session.rollback();
            assertThat(next(consumer)).isEqualTo("a");
        }
        assertThat(next(consumer)).isEqualTo("b");
    }

    @Test
    @Section({"6.2.15", "Message"})
    void acknowledgingOnAClosedSessionIsRefused() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        Message message = Objects.requireNonNull(session.createConsumer(queue).receive(SOON));
        session.close();
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"6.2.10", "Session"})
    void recoverIsRefusedInATransactedSession() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"6.2.7", "10.3", "Session"})
    void commitAndRollbackAreRefusedWithoutATransaction(int mode) throws Exception {
        Session session = session(mode);
        assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 100, 102, 999})
    @Section({"6.2", "Connection"})
    void unknownModesAreRefused(int mode) throws Exception {
        Connection connection = started();
        assertThatThrownBy(() -> connection.createSession(mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createSession(false, mode)).isInstanceOf(JMSException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    void individualAcknowledgementLeavesTheOthers(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 4);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer);
        Objects.requireNonNull(consumer.receive(SOON)).acknowledge();
        next(consumer);
        session.recover();
        assertThat(next(consumer, 3)).containsExactly("m0", "m2", "m3");
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2.10", "JMSContext"})
    void aContextAcknowledgesEverythingItConsumed() throws Exception {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a").send(queue, "b").send(queue, "c");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
        context.acknowledge();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("c");
        context.recover();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("c");
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE})
    @Section({"6.2.10", "8.7"})
    void aListenerThatRecoversSeesTheMessageAgain(int mode) throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b", "c");
        List<String> seen = new ArrayList<>();
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                seen.add(textOf(message) + (message.getJMSRedelivered() ? "!" : ""));
                if (mode == Session.CLIENT_ACKNOWLEDGE && textOf(message).equals("a")) {
                    message.acknowledge();
                }
                if (textOf(message).equals("b") && !message.getJMSRedelivered()) {
                    session.recover();
                }
                if (textOf(message).equals("c")) {
                    done.complete(seen);
                }
            } catch (JMSException e) {
                done.completeExceptionally(e);
            }
        });
        connection.start();
        assertThat(soon(done)).containsExactly("a", "b", "b!", "c");
    }

    @Test
    @Section({"3.5.11", "3.4.7", "6.2.7"})
    void theDeliveryCountBeginsWithOneAndGrows() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);
        for (int attempt = 1; attempt <= 4; attempt++) {
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(attempt);
            assertThat(message.getJMSRedelivered()).isEqualTo(attempt > 1);
            session.rollback();
        }
    }
}
