// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("6.1.8, 6.2.15 and 7.1 Closed objects")
@Section("6.1.8")
class ClosedObjectsTest extends Scene {

    private static Stream<DynamicTest> refused(Map<String, ThrowingCallable> calls, Class<? extends Exception> with) {
        return calls.entrySet().stream().map(call -> DynamicTest.dynamicTest(
                call.getKey(), () -> assertThatThrownBy(call.getValue()).isInstanceOf(with)));
    }

    private static Map<String, ThrowingCallable> ofConnection(Connection closed) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("start", closed::start);
        calls.put("stop", closed::stop);
        calls.put("getClientID", closed::getClientID);
        calls.put("setClientID", () -> closed.setClientID("x"));
        calls.put("getMetaData", closed::getMetaData);
        calls.put("getExceptionListener", closed::getExceptionListener);
        calls.put("setExceptionListener", () -> closed.setExceptionListener(null));
        calls.put("createSession", closed::createSession);
        calls.put("createSession(int)", () -> closed.createSession(Session.AUTO_ACKNOWLEDGE));
        calls.put("createSession(boolean, int)", () -> closed.createSession(true, Session.SESSION_TRANSACTED));
        return calls;
    }

    private Map<String, ThrowingCallable> ofSession(Session closed) throws JMSException {
        Topic topic = session.createTopic("t");
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("createMessage", closed::createMessage);
        calls.put("createTextMessage", () -> closed.createTextMessage());
        calls.put("createTextMessage(String)", () -> closed.createTextMessage("x"));
        calls.put("createBytesMessage", closed::createBytesMessage);
        calls.put("createMapMessage", closed::createMapMessage);
        calls.put("createStreamMessage", closed::createStreamMessage);
        calls.put("createObjectMessage", () -> closed.createObjectMessage());
        calls.put("createObjectMessage(Serializable)", () -> closed.createObjectMessage("x"));
        calls.put("getTransacted", closed::getTransacted);
        calls.put("getAcknowledgeMode", closed::getAcknowledgeMode);
        calls.put("commit", closed::commit);
        calls.put("rollback", closed::rollback);
        calls.put("recover", closed::recover);
        calls.put("getMessageListener", closed::getMessageListener);
        calls.put("setMessageListener", () -> closed.setMessageListener(null));
        if (!(closed instanceof TopicSession)) {
            calls.put("createQueue", () -> closed.createQueue("q"));
            calls.put("createTemporaryQueue", closed::createTemporaryQueue);
            calls.put("createProducer(queue)", () -> closed.createProducer(queue));
            calls.put("createConsumer(queue)", () -> closed.createConsumer(queue));
            calls.put("createConsumer(queue, selector)", () -> closed.createConsumer(queue, "a = 1"));
            calls.put("createBrowser", () -> closed.createBrowser(queue));
            calls.put("createBrowser(selector)", () -> closed.createBrowser(queue, "a = 1"));
        }
        if (!(closed instanceof QueueSession)) {
            calls.put("createTopic", () -> closed.createTopic("t"));
            calls.put("createTemporaryTopic", closed::createTemporaryTopic);
            calls.put("createProducer(topic)", () -> closed.createProducer(topic));
            calls.put("createConsumer(topic)", () -> closed.createConsumer(topic, "a = 1", true));
            calls.put("createDurableSubscriber", () -> closed.createDurableSubscriber(topic, "s"));
            calls.put("createDurableSubscriber(selector)",
                    () -> closed.createDurableSubscriber(topic, "s", "a = 1", false));
            calls.put("createDurableConsumer", () -> closed.createDurableConsumer(topic, "s"));
            calls.put("createSharedConsumer", () -> closed.createSharedConsumer(topic, "s"));
            calls.put("createSharedDurableConsumer", () -> closed.createSharedDurableConsumer(topic, "s"));
            calls.put("unsubscribe", () -> closed.unsubscribe("s"));
        }
        return calls;
    }

    private Map<String, ThrowingCallable> ofProducer(MessageProducer closed, Message message) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("getDeliveryMode", closed::getDeliveryMode);
        calls.put("setDeliveryMode", () -> closed.setDeliveryMode(1));
        calls.put("getPriority", closed::getPriority);
        calls.put("setPriority", () -> closed.setPriority(1));
        calls.put("getTimeToLive", closed::getTimeToLive);
        calls.put("setTimeToLive", () -> closed.setTimeToLive(1));
        calls.put("getDeliveryDelay", closed::getDeliveryDelay);
        calls.put("setDeliveryDelay", () -> closed.setDeliveryDelay(1));
        calls.put("getDisableMessageID", closed::getDisableMessageID);
        calls.put("setDisableMessageID", () -> closed.setDisableMessageID(true));
        calls.put("getDisableMessageTimestamp", closed::getDisableMessageTimestamp);
        calls.put("setDisableMessageTimestamp", () -> closed.setDisableMessageTimestamp(true));
        calls.put("getDestination", closed::getDestination);
        calls.put("send", () -> closed.send(message));
        calls.put("send(options)", () -> closed.send(message, 1, 4, 0));
        calls.put("send(destination)", () -> closed.send(queue, message));
        calls.put("send(destination, options)", () -> closed.send(queue, message, 1, 4, 0));
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> aClosedConnectionRefuses() throws Exception {
        Connection closed = factory.createConnection();
        closed.close();
        return refused(ofConnection(closed), IllegalStateException.class);
    }

    @TestFactory
    Stream<DynamicTest> aClosedQueueConnectionRefuses() throws Exception {
        QueueConnection closed = factory.createQueueConnection();
        QueueSession within = closed.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        closed.close();
        Map<String, ThrowingCallable> calls = ofConnection(closed);
        calls.put("createQueueSession", () -> closed.createQueueSession(true, Session.AUTO_ACKNOWLEDGE));
        calls.putAll(ofSession(within));
        calls.put("createReceiver", () -> within.createReceiver(queue));
        calls.put("createReceiver(selector)", () -> within.createReceiver(queue, "a = 1"));
        calls.put("createSender", () -> within.createSender(queue));
        return refused(calls, IllegalStateException.class);
    }

    @TestFactory
    Stream<DynamicTest> aClosedTopicConnectionRefuses() throws Exception {
        TopicConnection closed = factory.createTopicConnection();
        TopicSession within = closed.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = within.createTopic("t");
        closed.close();
        Map<String, ThrowingCallable> calls = ofConnection(closed);
        calls.put("createTopicSession", () -> closed.createTopicSession(true, Session.AUTO_ACKNOWLEDGE));
        calls.putAll(ofSession(within));
        calls.put("createSubscriber", () -> within.createSubscriber(topic));
        calls.put("createSubscriber(selector)", () -> within.createSubscriber(topic, "a = 1", true));
        calls.put("createPublisher", () -> within.createPublisher(topic));
        return refused(calls, IllegalStateException.class);
    }

    @TestFactory
    @Section("6.2.15")
    Stream<DynamicTest> aClosedSessionRefuses() throws Exception {
        Session closed = connection.createSession();
        closed.close();
        return refused(ofSession(closed), IllegalStateException.class);
    }

    @TestFactory
    @Section("7.1")
    Stream<DynamicTest> aClosedSenderRefuses() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        QueueSession own = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender closed = own.createSender(queue);
        closed.close();
        Map<String, ThrowingCallable> calls = ofProducer(closed, own.createMessage());
        calls.put("getQueue", closed::getQueue);
        return refused(calls, IllegalStateException.class);
    }

    @TestFactory
    @Section("7.1")
    Stream<DynamicTest> aClosedPublisherRefuses() throws Exception {
        TopicConnection topics = closing(factory.createTopicConnection());
        TopicSession own = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicPublisher closed = own.createPublisher(own.createTopic("t"));
        closed.close();
        Message message = own.createMessage();
        Map<String, ThrowingCallable> calls = ofProducer(closed, message);
        calls.put("getTopic", closed::getTopic);
        calls.put("publish", () -> closed.publish(message));
        calls.put("publish(options)", () -> closed.publish(message, 1, 4, 0));
        return refused(calls, IllegalStateException.class);
    }

    @TestFactory
    @Section("7.1")
    Stream<DynamicTest> theProducerOfAClosedSessionOrConnectionRefuses() throws Exception {
        Connection closed = factory.createConnection();
        Session first = closed.createSession();
        MessageProducer ofSession = first.createProducer(queue);
        MessageProducer ofConnection = closed.createSession().createProducer(queue);
        Message message = first.createMessage();
        first.close();
        closed.close();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        ofProducer(ofSession, message).forEach((name, call) -> calls.put("session: " + name, call));
        ofProducer(ofConnection, message).forEach((name, call) -> calls.put("connection: " + name, call));
        return refused(calls, IllegalStateException.class);
    }

    @TestFactory
    Stream<DynamicTest> aClosedContextRefuses() {
        JMSContext closed = factory.createContext();
        Topic topic = closed.createTopic("t");
        closed.close();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("createContext", () -> closed.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        calls.put("createProducer", closed::createProducer);
        calls.put("createConsumer", () -> closed.createConsumer(queue));
        calls.put("createSharedConsumer", () -> closed.createSharedConsumer(topic, "s"));
        calls.put("createBrowser", () -> closed.createBrowser(queue));
        calls.put("createMessage", closed::createMessage);
        calls.put("createTextMessage", () -> closed.createTextMessage("x"));
        calls.put("createObjectMessage", () -> closed.createObjectMessage());
        calls.put("createQueue", () -> closed.createQueue("q"));
        calls.put("createTopic", () -> closed.createTopic("t"));
        calls.put("createTemporaryQueue", closed::createTemporaryQueue);
        calls.put("getClientID", closed::getClientID);
        calls.put("getMetaData", closed::getMetaData);
        calls.put("getExceptionListener", closed::getExceptionListener);
        calls.put("getSessionMode", closed::getSessionMode);
        calls.put("getTransacted", closed::getTransacted);
        calls.put("start", closed::start);
        calls.put("stop", closed::stop);
        calls.put("commit", closed::commit);
        calls.put("rollback", closed::rollback);
        calls.put("recover", closed::recover);
        calls.put("acknowledge", closed::acknowledge);
        calls.put("unsubscribe", () -> closed.unsubscribe("s"));
        return refused(calls, IllegalStateRuntimeException.class);
    }

    @Test
    void closingTwiceIsNothing() throws Exception {
        Connection twice = factory.createConnection();
        Session within = twice.createSession();
        MessageProducer producer = within.createProducer(queue);
        MessageConsumer consumer = within.createConsumer(queue);
        twice.close();
        for (ThrowingCallable again : List.<ThrowingCallable>of(
                twice::close, within::close, producer::close, consumer::close, within::close, twice::close)) {
            assertThatCode(again).doesNotThrowAnyException();
        }
    }

    @Test
    @Section("6.1.8")
    void aReceivedMessageOutlivesItsConnectionButCannotBeAcknowledged() throws Exception {
        send(session.createTextMessage("x"));
        for (int mode : new int[] {Session.CLIENT_ACKNOWLEDGE, Session.AUTO_ACKNOWLEDGE}) {
            Connection gone = factory.createConnection();
            gone.start();
            Message received = arrived(gone.createSession(mode).createConsumer(queue).receive(SOON), Message.class);
            gone.close();
            assertThatThrownBy(received::acknowledge).isInstanceOf(IllegalStateException.class);
            assertThatCode(received::getJMSMessageID).doesNotThrowAnyException();
        }
    }
}
