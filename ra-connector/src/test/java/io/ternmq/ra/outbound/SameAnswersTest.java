// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program meets the same exceptions here as with a connection factory outside of servers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SameAnswersTest extends OutboundStage {

    /** What makes no sense, by what it is. */
    private static Map<String, ThrowingCallable> mistakes(ConnectionFactory factory) throws Exception {
        Map<String, ThrowingCallable> all = new LinkedHashMap<>();
        JMSContext context = factory.createContext();
        contextMistakes(all, context);
        producerMistakes(all, context, context.createProducer());
        Connection connection = factory.createConnection();
        sessionMistakes(all, connection.createSession());
        return all;
    }

    private static void contextMistakes(Map<String, ThrowingCallable> all, JMSContext context) {
        Queue queue = context.createQueue("orders");
        Topic topic = context.createTopic("news");
        all.put("a queue without a name", () -> context.createQueue(null));
        all.put("a queue with an empty name", () -> context.createQueue(""));
        all.put("a topic without a name", () -> context.createTopic(null));
        all.put("a consumer of nothing", () -> context.createConsumer(null));
        all.put("a bad selector", () -> context.createConsumer(queue, "not a selector"));
        all.put("a durable consumer without a name", () -> context.createDurableConsumer(topic, null));
        all.put("a durable consumer of a nameless client", () -> context.createDurableConsumer(topic, "x"));
        all.put("a shared consumer without a name", () -> context.createSharedConsumer(topic, null));
        all.put("a shared consumer of nothing", () -> context.createSharedConsumer(null, "x"));
        all.put("a browser of nothing", () -> context.createBrowser(null));
        all.put("a browser with a bad selector", () -> context.createBrowser(queue, "not a selector"));
        all.put("an unsubscription of nothing", () -> context.unsubscribe("nothing"));
        all.put("a body of no class", () -> context.createConsumer(queue).receiveBodyNoWait(null));
        JMSConsumer consumer = context.createConsumer(queue);
        consumer.close();
        all.put("a receive on a closed consumer", consumer::receiveNoWait);
        all.put("a body on a closed consumer", () -> consumer.<String>receiveBodyNoWait(String.class));
    }

    private static void producerMistakes(
            Map<String, ThrowingCallable> all, JMSContext context, JMSProducer producer) {
        Queue queue = context.createQueue("orders");
        Message read = context.createMessage();
        all.put("no message", () -> producer.send(queue, (Message) null));
        all.put("no destination", () -> producer.send(null, context.createMessage()));
        all.put("a text to nowhere", () -> producer.send(null, "text"));
        all.put("a body that cannot be written", () -> producer.send(queue, unwritable()));
        all.put("a map of objects", () -> producer.send(queue, Map.<String, Object>of("a", new Object())));
        all.put("a property without a name", () -> producer.setProperty(null, "x"));
        all.put("a property with an empty name", () -> producer.setProperty("", 1));
        all.put("a property with a bad name", () -> producer.setProperty("a b", 1));
        all.put("a property with a reserved name", () -> producer.setProperty("NULL", 1));
        all.put("a property of a bad class", () -> producer.setProperty("x", new Object()));
        all.put("a property that is no number", () -> producer.setProperty("x", "y").getIntProperty("x"));
        all.put("a property that is not there", () -> producer.clearProperties().getIntProperty("none"));
        all.put("a delivery mode", () -> producer.setDeliveryMode(7));
        all.put("a priority", () -> producer.setPriority(10));
        all.put("a delay", () -> producer.setDeliveryDelay(-1));
        all.put("a life time", () -> producer.setTimeToLive(-1));
        all.put("a foreign class for a body", () -> read.getBody(Integer.class));
    }

    private static Serializable unwritable() {
        Object inner = new Object();
        return (Serializable & java.util.function.Supplier<Object>) () -> inner;
    }

    private static void sessionMistakes(Map<String, ThrowingCallable> all, Session session) throws Exception {
        Queue queue = session.createQueue("orders");
        MessageProducer bound = session.createProducer(queue);
        MessageProducer free = session.createProducer(null);
        Message message = session.createMessage();
        all.put("a producer with two destinations", () -> bound.send(queue, message));
        all.put("a producer without one", () -> free.send(message));
        all.put("a send to nowhere", () -> free.send(null, message));
        all.put("a send of nothing", () -> bound.send(null));
        all.put("a send with a bad priority", () -> bound.send(message, 2, 11, 0));
        all.put("a recover of a session that recovers", session::recover);
        all.put("a commit", session::commit);
        all.put("a rollback", session::rollback);
        all.put("a consumer of a session of nothing", () -> session.createConsumer(null));
        QueueBrowser browser = session.createBrowser(queue);
        browser.close();
        all.put("a closed browser", browser::getEnumeration);
        all.put("the queue of a closed browser", browser::getQueue);
        all.put("a deletion in use", () -> {
            var replies = session.createTemporaryQueue();
            session.createConsumer(replies);
            replies.delete();
        });
    }

    @Test
    void areGivenInAServer() throws Exception {
        compare(programs(pool(factory())));
    }

    @Test
    void areGivenInAClient() throws Exception {
        compare(programs(pool(clientFactory())));
    }

    @Test
    void areGivenToWhoAsksForASessionOfAnUnknownSort() throws Exception {
        compare(sorts(programs(pool(clientFactory()))), sorts(broker.connectionFactory()));
    }

    /** In web and EJB containers these are left to the server. */
    private static Map<String, ThrowingCallable> sorts(ConnectionFactory factory) throws Exception {
        Map<String, ThrowingCallable> all = new LinkedHashMap<>();
        Connection connection = factory.createConnection();
        all.put("a context of no mode", () -> factory.createContext(42).close());
        all.put("a session of no mode", () -> connection.createSession(42).close());
        all.put("a session of mode nought", () -> connection.createSession(0).close());
        all.put("a session that is not transacted without a mode", () -> connection.createSession(false, 0).close());
        all.put("a session that is transacted and is not", () -> connection.createSession(false, 3).close());
        all.put("an unknown mode", () -> connection.createSession(false, 77).close());
        all.put("a transacted session", () -> connection.createSession(true, 77).close());
        all.put("a commit of nothing", () -> connection.createSession(true, 0).commit());
        all.put("a recover of a transaction", () -> connection.createSession(true, 0).recover());
        all.put("a start of nobody", connection::start);
        all.put("no name for the client", () -> factory.createConnection().setClientID(null));
        all.put("an empty name for the client", () -> factory.createConnection().setClientID(""));
        all.put("a late name for the client", () -> connection.setClientID("late"));
        return all;
    }

    private void compare(ConnectionFactory here) throws Exception {
        compare(mistakes(here), mistakes(broker.connectionFactory()));
    }

    private static void compare(Map<String, ThrowingCallable> here, Map<String, ThrowingCallable> plain) {
        here.forEach((what, mistake) -> assertThat(nameOf(catchThrowable(mistake)))
                .as(what)
                .isEqualTo(nameOf(catchThrowable(plain.get(what)))));
    }

    private static String nameOf(@Nullable Throwable thrown) {
        return thrown == null ? "nothing" : thrown.getClass().getName();
    }
}
