// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Connections and sessions for one domain refuse the calls of the other. */
final class DomainTest {

    private final JmsStage stage = new JmsStage();

    @Test
    void queuesOnly() throws JMSException {
        QueueConnection connection = stage.queueConnection();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        refused(List.of(
                () -> session.createTopic("t"),
                session::createTemporaryTopic,
                () -> session.unsubscribe("s"),
                () -> session.createDurableSubscriber(JmsStage.TOPIC, "s"),
                () -> session.createDurableConsumer(JmsStage.TOPIC, "s"),
                () -> session.createSharedConsumer(JmsStage.TOPIC, "s"),
                () -> session.createSharedDurableConsumer(JmsStage.TOPIC, "s"),
                () -> connection.createDurableConnectionConsumer(JmsStage.TOPIC, "s", null, null, 1),
                () -> connection.createSharedConnectionConsumer(JmsStage.TOPIC, "s", null, null, 1),
                () -> connection.createSharedDurableConnectionConsumer(JmsStage.TOPIC, "s", null, null, 1)));
        assertThatThrownBy(() -> session.createConsumer(JmsStage.TOPIC))
                .isInstanceOf(InvalidDestinationException.class);

        stage.broker.hearsNoMatterWhat();
        session.createSender(JmsStage.QUEUE).send(session.createTextMessage("a"));
        session.createSender(null).send(JmsStage.QUEUE, session.createTextMessage("b"));
        assertThat(session.createReceiver(JmsStage.QUEUE, "x = 1").getQueue()).isEqualTo(JmsStage.QUEUE);
        stage.broker.hears("send a", "send b", "open 1 at queue://orders where x = 1");
        assertThat(connection.createSession()).isInstanceOf(QueueSession.class);
    }

    @Test
    void topicsOnly() throws JMSException {
        TopicConnection connection = stage.topicConnection();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        refused(List.of(
                () -> session.createQueue("q"),
                session::createTemporaryQueue,
                () -> session.createBrowser(JmsStage.QUEUE)));
        assertThatThrownBy(() -> session.createProducer(JmsStage.QUEUE))
                .isInstanceOf(InvalidDestinationException.class);

        stage.broker.hearsNoMatterWhat();
        TopicPublisher publisher = session.createPublisher(JmsStage.TOPIC);
        publisher.publish(session.createTextMessage("a"));
        assertThat(publisher.getTopic()).isEqualTo(JmsStage.TOPIC);
        assertThat(session.createSubscriber(JmsStage.TOPIC, null, true).getNoLocal()).isTrue();
        stage.broker.hears("send a", "open 1 at topic://news noLocal");
        assertThat(connection.createSession()).isInstanceOf(TopicSession.class);
    }

    private static void refused(List<ThrowingCallable> calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
        }
    }
}
