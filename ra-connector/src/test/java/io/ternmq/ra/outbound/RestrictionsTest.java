// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RestrictionsTest extends OutboundStage {

    private static final CompletionListener COMPLETION = new CompletionListener() {
        @Override
        public void onCompletion(Message message) {
            // not called
        }

        @Override
        public void onException(Message message, Exception exception) {
            // not called
        }
    };

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Jakarta EE")
                .hasMessageContaining("container=client");
    }

    private static void refusedInContext(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateRuntimeException.class)
                .hasMessageContaining("container=client");
    }

    @Test
    void refusesWhatIsForbiddenOnConnections() throws Exception {
        try (Connection connection = programs(pool(factory())).createConnection()) {
            Session session = connection.createSession();
            Topic topic = session.createTopic("news");
            refused(() -> connection.setClientID("me"));
            refused(() -> connection.setExceptionListener(failure -> {}));
            refused(connection::stop);
            refused(() -> connection.createConnectionConsumer(topic, null, null, 1));
            refused(() -> connection.createSharedConnectionConsumer(topic, "name", null, null, 1));
            refused(() -> connection.createDurableConnectionConsumer(topic, "name", null, null, 1));
            refused(() -> connection.createSharedDurableConnectionConsumer(topic, "name", null, null, 1));
            refused(connection::createSession);
            session.close();
            connection.createSession().close();
        }
    }

    @Test
    void refusesWhatIsForbiddenOnSessions() throws Exception {
        try (Connection connection = programs(pool(factory())).createConnection();
                Session session = connection.createSession()) {
            Queue queue = session.createQueue("orders");
            MessageConsumer consumer = session.createConsumer(queue);
            MessageProducer producer = session.createProducer(null);
            Message message = session.createMessage();
            refused(() -> session.setMessageListener(null));
            refused(session::getMessageListener);
            refused(() -> consumer.setMessageListener(delivered -> {}));
            refused(consumer::getMessageListener);
            refused(() -> producer.send(queue, message, COMPLETION));
            refused(() -> producer.send(queue, message, 1, 1, 0, COMPLETION));
            refused(() -> producer.send(message, COMPLETION));
            refused(() -> producer.send(message, 1, 1, 0, COMPLETION));
            refusedInContext(session::run);
        }
    }

    @Test
    void refusesWhatIsForbiddenOnContexts() throws Exception {
        try (JMSContext context = programs(pool(factory())).createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            refusedInContext(() -> context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
            refusedInContext(() -> context.setClientID("me"));
            refusedInContext(() -> context.setExceptionListener(failure -> {}));
            refusedInContext(context::stop);
            refusedInContext(() -> consumer.setMessageListener(message -> {}));
            refusedInContext(consumer::getMessageListener);
            refusedInContext(() -> context.createProducer().setAsync(COMPLETION));
        }
    }

    @Test
    void acknowledgesByItselfWhateverIsAskedFor() throws Exception {
        TestPool pool = pool(factory());
        int[] modes = {
            Session.AUTO_ACKNOWLEDGE,
            Session.DUPS_OK_ACKNOWLEDGE,
            Session.CLIENT_ACKNOWLEDGE,
            Session.SESSION_TRANSACTED
        };
        for (int mode : modes) {
            send("orders", "one");
            try (JMSContext context = programs(pool).createContext(null, null, mode)) {
                assertThat(context.getTransacted()).isFalse();
                assertThat(context.getSessionMode())
                        .isEqualTo(mode == Session.DUPS_OK_ACKNOWLEDGE ? mode : Session.AUTO_ACKNOWLEDGE);
                assertThat(context.createConsumer(context.createQueue("orders")).receiveBody(String.class, LONG))
                        .isEqualTo("one");
                context.acknowledge();
                assertThatThrownBy(context::commit)
                        .isInstanceOf(IllegalStateRuntimeException.class)
                        .hasMessageContaining("UserTransaction");
            }
            assertThat(broker.queue("orders").depth()).isZero();
        }
        assertThat(pool.created()).isEqualTo(1);
    }

    @Test
    void keepsSessionsForQueuesFromTopics() throws Exception {
        TestPool pool = pool(own(new TernManagedQueueConnectionFactory()));
        try (QueueConnection connection = pool.factory(QueueConnectionFactory.class).createQueueConnection();
                QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
            Queue queue = session.createQueue("orders");
            assertThat(session.createSender(queue).getQueue()).isEqualTo(queue);
            session.createSender(queue).send(session.createTextMessage("one"));
            assertThat(session.createReceiver(queue, "a = 1").getQueue()).isEqualTo(queue);
            connection.start();
            assertThat(session.createReceiver(queue).receive(LONG)).isNotNull();
            assertThatThrownBy(() -> session.createTopic("news")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::createTemporaryTopic).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.unsubscribe("news")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.createSharedConsumer(null, "x")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.createDurableConsumer(null, "x"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.createSharedDurableConsumer(null, "x"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keepsSessionsForTopicsFromQueues() throws Exception {
        TestPool pool = pool(own(new TernManagedTopicConnectionFactory()));
        try (TopicConnection connection = pool.factory(TopicConnectionFactory.class).createTopicConnection();
                TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)) {
            Topic topic = session.createTopic("news");
            connection.start();
            var subscriber = session.createSubscriber(topic, null, true);
            assertThat(subscriber.getNoLocal()).isTrue();
            assertThat(subscriber.getTopic()).isEqualTo(topic);
            var hearer = session.createSubscriber(topic);
            session.createPublisher(topic).publish(session.createTextMessage("flash"));
            session.createPublisher(null).publish(topic, session.createTextMessage("more"));
            assertThat(hearer.receive(LONG).getBody(String.class)).isEqualTo("flash");
            assertThatThrownBy(() -> session.createQueue("q")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::createTemporaryQueue).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(IllegalStateException.class);
        }
    }
}
