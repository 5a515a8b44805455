// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2 Creating sessions in every mode")
@Section({"6.2", "Connection"})
class SessionModesTest extends Stage {

    @Test
    void withoutArgumentsASessionAcknowledgesAutomatically() throws Exception {
        Session session = stopped().createSession();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
        assertThat(session.getTransacted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 101})
    void theModeIsTheOneAskedForInBothForms(int mode) throws Exception {
        Connection connection = stopped();
        assertThat(connection.createSession(mode).getAcknowledgeMode()).isEqualTo(mode);
        assertThat(connection.createSession(false, mode).getAcknowledgeMode()).isEqualTo(mode);
        assertThat(connection.createSession(mode).getTransacted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 99, 101, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aTransactedSessionIgnoresTheAcknowledgeMode(int ignored) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(true, ignored);
        assertThat(session.getTransacted()).isTrue();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        session.rollback();
        send(session, queue, "b");
        session.commit();
        assertThat(next(session.createConsumer(queue))).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 6, 100, 102, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void modesThatDoNotExistAreRefused(int mode) throws Exception {
        Connection connection = stopped();
        QueueConnection queues = closing(factory.createQueueConnection());
        TopicConnection topics = closing(factory.createTopicConnection());
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> connection.createSession(mode))
                .isInstanceOfSatisfying(JMSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("TERN-801"))
                .hasMessageContaining(String.valueOf(mode));
        assertThatThrownBy(() -> connection.createSession(false, mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> queues.createQueueSession(false, mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> topics.createTopicSession(false, mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> queues.createSession(mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> topics.createSession(mode)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context.createContext(mode)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void notTransactedAndTheModeOfATransactionContradictEachOther() throws Exception {
        Connection connection = stopped();
        assertThatThrownBy(() -> connection.createSession(false, Session.SESSION_TRANSACTED))
                .isInstanceOf(JMSException.class);
        QueueConnection queues = closing(factory.createQueueConnection());
        assertThatThrownBy(() -> queues.createQueueSession(false, Session.SESSION_TRANSACTED))
                .isInstanceOf(JMSException.class);
        TopicConnection topics = closing(factory.createTopicConnection());
        assertThatThrownBy(() -> topics.createTopicSession(false, Session.SESSION_TRANSACTED))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void aRefusedModeLeavesTheConnectionAsItWas() throws Exception {
        Connection connection = started();
        assertThatThrownBy(() -> connection.createSession(77)).isInstanceOf(JMSException.class);
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        assertThat(next(session.createConsumer(queue))).isEqualTo("a");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createContext(77)).isInstanceOf(JMSRuntimeException.class);
        context.close();
        assertThatThrownBy(context::start).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    @Section({"6.2", "6.2.10"})
    void individualAcknowledgementIsForOneMessage(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b", "c");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        Message second = consumer.receive(SOON);
        assertThat(next(consumer)).isEqualTo("c");
        second.acknowledge();
        session.recover();
        assertThat(next(consumer, 2)).containsExactly("a", "c");
        assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    void aContextAcknowledgesIndividuallyToo(int mode) throws Exception {
        JMSContext context = context(mode);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a").send(queue, "b");
        var consumer = context.createConsumer(queue);
        assertThat(textOf(consumer.receive(SOON))).isEqualTo("a");
        Message second = consumer.receive(SOON);
        second.acknowledge();
        context.recover();
        assertThat(textOf(consumer.receive(SOON))).isEqualTo("a");
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    void sessionsOfOneConnectionHaveModesOfTheirOwn() throws Exception {
        Connection connection = started();
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        Session automatic = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = automatic.createQueue("q");
        send(transacted, queue, "later");
        send(automatic, queue, "at once");
        MessageConsumer consumer = automatic.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("at once");
        assertEmpty(consumer);
        transacted.commit();
        assertThat(next(consumer)).isEqualTo("later");
    }
}
