// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.10 Message acknowledgment")
@Section({"6.2.10", "Message"})
class AcknowledgingTest extends Stage {

    private static Message receive(MessageConsumer consumer) throws Exception {
        return Objects.requireNonNull(consumer.receive(SOON));
    }

    /** What is left in a queue or not, as another connection sees it. */
    private void assertGone(Queue queue) throws Exception {
        assertEmpty(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue));
    }

    @Test
    void anOlderMessageAcknowledgesNewerOnesToo() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 5);
        MessageConsumer consumer = session.createConsumer(queue);
        Message oldest = receive(consumer);
        next(consumer, 4);
        oldest.acknowledge();
        session.close();
        assertGone(queue);
    }

    @Test
    void everyConsumerOfTheSessionIsIncluded() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        MessageConsumer ofQueue = session.createConsumer(queue);
        MessageConsumer ofTopic = session.createSharedDurableConsumer(topic, "s");
        send(sender, queue, "a");
        send(sender, topic, "b");
        next(ofQueue);
        receive(ofTopic).acknowledge();
        session.recover();
        assertEmpty(ofQueue);
        assertEmpty(ofTopic);
    }

    @Test
    void anotherSessionIsNotIncluded() throws Exception {
        Connection connection = started();
        Session one = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Session two = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = one.createQueue("q");
        MessageConsumer first = one.createConsumer(queue);
        MessageConsumer second = two.createConsumer(queue);
        send(one, queue, "a");
        Message ofOne = receive(first);
        send(one, queue, "b");
        Message ofTwo = receive(second);
        ofOne.acknowledge();
        two.close();
        assertThat(next(first)).isEqualTo(textOf(ofTwo));
        assertEmpty(first);
    }

    @Test
    void whatComesAfterTheAcknowledgementIsNotIncluded() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        MessageConsumer consumer = session.createConsumer(queue);
        receive(consumer).acknowledge();
        next(consumer, 2);
        session.close();
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue), 2)).containsExactly("m1", "m2");
    }

    @Test
    void anEarlierMessageMayAcknowledgeAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = receive(consumer);
        first.acknowledge();
        first.acknowledge();
        next(consumer);
        first.acknowledge();
        session.close();
        assertGone(queue);
    }

    @Test
    void whatIsHeldReadyButWasNotDeliveredIsNotAcknowledged() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 100);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 39);
        receive(consumer).acknowledge();
        session.close();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        for (int i = 40; i < 100; i++) {
            Message message = receive(other);
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isFalse();
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
        }
    }

    @Test
    void acknowledgeHasNothingToDoWithSends() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        send(session, in, "a");
        Message message = receive(session.createConsumer(in));
        send(session, out, "sent at once");
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(out))).isEqualTo("sent at once");
        message.acknowledge();
        session.close();
        assertGone(in);
    }

    @Test
    void aMessageThatIsSentOnIsStillAcknowledged() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        send(session, in, "a");
        Message message = receive(session.createConsumer(in));
        session.createProducer(out).send(message);
        message.acknowledge();
        session.close();
        assertGone(in);
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(out))).isEqualTo("a");
    }

    @Test
    void aMessageThatWasNeverReceivedAcknowledgesNothing() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        Message own = session.createTextMessage("a");
        assertThatCode(own::acknowledge).doesNotThrowAnyException();
        session.createProducer(queue).send(own);
        next(consumer);
        own.acknowledge();
        session.recover();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {
        Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED,
        4, 101
    })
    @Section({"6.2.15", "6.1.8", "Message"})
    void afterTheSessionOrConnectionIsClosedAcknowledgeIsRefused(int mode) throws Exception {
        Connection connection = started();
        Session one = connection.createSession(mode);
        Session two = connection.createSession(mode);
        Queue queue = one.createQueue("q");
        MessageConsumer ofOne = one.createConsumer(queue);
        MessageConsumer ofTwo = two.createConsumer(queue);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        Message first = receive(ofOne);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "b");
        Message second = receive(ofTwo);
        one.close();
        assertThatThrownBy(first::acknowledge).isInstanceOf(IllegalStateException.class);
        second.acknowledge();
        connection.close();
        assertThatThrownBy(second::acknowledge).isInstanceOf(IllegalStateException.class);
        assertThat(textOf(second)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, 4, 101})
    @Section({"6.2.15", "6.2.10"})
    void closingForcesNoAcknowledgement(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        next(session.createConsumer(queue));
        session.close();
        Message again = receive(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue));
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    void oneByOneInAnyOrder(int mode) throws Exception {
        Session session = session(mode);
        assertThat(session.getAcknowledgeMode()).isEqualTo(mode);
        assertThat(session.getTransacted()).isFalse();
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 5);
        MessageConsumer consumer = session.createConsumer(queue);
        Message[] messages = new Message[5];
        for (int i = 0; i < 5; i++) {
            messages[i] = receive(consumer);
        }
        messages[3].acknowledge();
        messages[0].acknowledge();
        messages[0].acknowledge();
        session.close();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(other, 3)).containsExactly("m1", "m2", "m4");
        assertEmpty(other);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    @Section({"6.2.10", "JMSContext"})
    void aContextAcknowledgesEverythingAlsoWhereMessagesAreAcknowledgedOneByOne(int mode) {
        JMSContext context = context(mode);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a").send(queue, "b");
        JMSConsumer consumer = context.createConsumer(queue);
        consumer.receiveBody(String.class, SOON);
        consumer.receiveBody(String.class, SOON);
        context.acknowledge();
        context.recover();
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void theMethodOfMessageAndOfContextAreTheSame() throws Exception {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a").send(queue, "b").send(queue, "c");
        JMSConsumer consumer = context.createConsumer(queue);
        consumer.receive(SOON);
        consumer.receive(SOON).acknowledge();
        consumer.receive(SOON);
        context.acknowledge();
        context.acknowledge();
        context.recover();
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {
        JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED
    })
    @Section("JMSContext")
    void aContextsAcknowledgeHasNoEffectElsewhere(int mode) {
        JMSContext context = context(mode);
        Queue queue = context.createQueue("q");
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(queue, "a").send(queue, "b");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        context.acknowledge();
        if (mode == JMSContext.SESSION_TRANSACTED) {
            context.rollback();
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        }
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
    }

    @Test
    @Section("JMSContext")
    void aClosedContextDoesNotAcknowledge() {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a");
        Message message = context.createConsumer(queue).receive(SOON);
        context.close();
        assertThatThrownBy(context::acknowledge).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void acknowledgingWithNothingToAcknowledgeIsNoError() throws Exception {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        assertThatCode(context::acknowledge).doesNotThrowAnyException();
        assertThatCode(context::recover).doesNotThrowAnyException();
    }

    @Test
    @Section("6.2.11")
    void anAcknowledgedMessageNeverComesAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        for (int round = 0; round < 20; round++) {
            send(session, queue, "r" + round);
            Message message = receive(consumer);
            assertThat(textOf(message)).isEqualTo("r" + round);
            message.acknowledge();
            session.recover();
        }
        session.close();
        assertGone(queue);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void theSessionAcknowledgesWithoutHelp(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 100);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 77);
        session.recover();
        assertThat(next(consumer, 3)).containsExactly("m77", "m78", "m79");
        connection.close();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        Message first = receive(other);
        assertThat(textOf(first)).isEqualTo("m80");
        assertThat(first.getJMSRedelivered()).isFalse();
        assertThat(next(other, 19)).hasSize(19);
        assertEmpty(other);
    }
}
