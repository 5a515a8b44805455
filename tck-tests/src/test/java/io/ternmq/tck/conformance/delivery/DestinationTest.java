// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Temporary destinations, requestors and browsers")
@Section({"4.1.6", "QueueBrowser"})
class DestinationTest extends Stage {

    @Test
    @Section({"6.2.2", "4.1.5", "4.2.7"})
    void onlyTheConnectionOfATemporaryDestinationConsumesFromIt() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session sibling = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session stranger = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer ofQueue = sibling.createConsumer(queue);
        MessageConsumer ofTopic = sibling.createConsumer(topic);
        send(stranger, queue, "q");
        send(stranger, topic, "t");
        assertThat(next(ofQueue)).isEqualTo("q");
        assertThat(next(ofTopic)).isEqualTo("t");
        assertThatThrownBy(() -> stranger.createConsumer(queue)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> stranger.createConsumer(topic)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context(1).createConsumer(queue))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Section({"6.2.2", "TemporaryQueue", "TemporaryTopic"})
    void aTemporaryDestinationWithAConsumerCannotBeDeleted() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        MessageConsumer ofQueue = session.createConsumer(queue);
        MessageConsumer ofTopic = session.createConsumer(topic);
        assertThatThrownBy(queue::delete).isInstanceOf(JMSException.class);
        assertThatThrownBy(topic::delete).isInstanceOf(JMSException.class);
        ofQueue.close();
        ofTopic.close();
        queue.delete();
        topic.delete();
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> send(session, queue, "a")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> send(session, topic, "a")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"6.2.2", "4.1.5", "4.2.7"})
    void temporaryDestinationsGoWithTheirConnectionNotWithTheirSession() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        session.close();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, queue, "a");
        assertThat(next(connection.createSession(Session.AUTO_ACKNOWLEDGE).createConsumer(queue)))
                .isEqualTo("a");
        connection.close();
        assertThatThrownBy(() -> send(sender, queue, "b")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"6.2.2", "4.1.5", "4.2.7"})
    void temporaryDestinationsAreDistinct() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue one = session.createTemporaryQueue();
        TemporaryQueue two = session.createTemporaryQueue();
        assertThat(one.getQueueName()).isNotEqualTo(two.getQueueName());
        assertThat(one).isNotEqualTo(two);
        assertThat(session.createTemporaryTopic().getTopicName())
                .isNotEqualTo(session.createTemporaryTopic().getTopicName());
    }

    @Test
    @Section({"6.2.3", "4.1.4", "4.2.6"})
    void queueAndTopicOfOneNameAreDifferentPlaces() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("same");
        Topic topic = session.createTopic("same");
        MessageConsumer ofQueue = session.createConsumer(queue);
        MessageConsumer ofTopic = session.createConsumer(topic);
        send(session, queue, "q");
        send(session, topic, "t");
        assertThat(next(ofQueue)).isEqualTo("q");
        assertThat(next(ofTopic)).isEqualTo("t");
        assertEmpty(ofQueue);
        assertEmpty(ofTopic);
        assertThat(queue).isNotEqualTo(topic);
    }

    @Test
    @Section({"6.2.2", "3.4.6"})
    void aReplyGoesToTheTemporaryQueueOfTheRequest() throws Exception {
        JMSContext client = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext server = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue requests = client.createQueue("requests");
        server.createConsumer(requests).setMessageListener(request -> {
            try {
                server.createProducer()
                        .setJMSCorrelationID(request.getJMSMessageID())
                        .send(request.getJMSReplyTo(), "re: " + request.getBody(String.class));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        TemporaryQueue replies = client.createTemporaryQueue();
        JMSConsumer consumer = client.createConsumer(replies);
        TextMessage request = client.createTextMessage("hello");
        client.createProducer().setJMSReplyTo(replies).send(requests, request);
        Message reply = consumer.receive(SOON);
        assertThat(textOf(reply)).isEqualTo("re: hello");
        assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
    }

    @Test
    @Section({"4.1.7", "QueueRequestor"})
    void aQueueRequestorGetsItsReplyAndClosesItsSession() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        connection.start();
        QueueSession server = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = server.createQueue("requests");
        server.createReceiver(queue).setMessageListener(request -> {
            try {
                server.createSender((Queue) request.getJMSReplyTo()).send(server.createTextMessage("reply"));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor requestor = new QueueRequestor(session, queue);
        assertThat(textOf(requestor.request(session.createTextMessage("a")))).isEqualTo("reply");
        assertThat(textOf(requestor.request(session.createTextMessage("b")))).isEqualTo("reply");
        requestor.close();
        assertThatThrownBy(session::createMessage).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(() -> new QueueRequestor(session, queue))
                .isInstanceOf(jakarta.jms.IllegalStateException.class);
    }

    @Test
    @Section({"4.2.10", "TopicRequestor"})
    void aTopicRequestorGetsItsReply() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.start();
        TopicSession server = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = server.createTopic("requests");
        server.createSubscriber(topic).setMessageListener(request -> {
            try {
                server.createPublisher((Topic) request.getJMSReplyTo()).publish(server.createTextMessage("reply"));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicRequestor requestor = new TopicRequestor(session, topic);
        assertThat(textOf(requestor.request(session.createTextMessage("a")))).isEqualTo("reply");
        requestor.close();
        assertThatThrownBy(session::createMessage).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }

    @Test
    @Section({"4.1.7", "4.2.10", "QueueRequestor", "TopicRequestor"})
    void requestorsRefuseAMissingDestination() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> new QueueRequestor(queueSession, null))
                .isInstanceOf(InvalidDestinationException.class);
        TopicConnection topics = closing(factory.createTopicConnection());
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> new TopicRequestor(topicSession, null))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"8.2", "QueueReceiver", "QueueSession"})
    void aReceiverNamesItsQueueAndSelector() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        QueueReceiver receiver = session.createReceiver(queue, "color = 'red'");
        assertThat(receiver.getQueue()).isEqualTo(queue);
        assertThat(receiver.getMessageSelector()).isEqualTo("color = 'red'");
        assertThat(session.createReceiver(queue).getMessageSelector()).isNull();
        assertThatThrownBy(() -> session.createReceiver(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createReceiver(queue, "=(no")).isInstanceOf(InvalidSelectorException.class);
    }

    // --- browsers -----------------------------------------------------------------------------------------------

    static List<String> seenBy(QueueBrowser browser) throws JMSException {
        List<String> texts = new ArrayList<>();
        Enumeration<?> all = browser.getEnumeration();
        while (all.hasMoreElements()) {
            texts.add(textOf((Message) all.nextElement()));
        }
        return texts;
    }

    @Test
    void aBrowserSeesAllAndTakesNothing() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 150);
        QueueBrowser browser = session.createBrowser(queue);
        assertThat(browser.getQueue()).isEqualTo(queue);
        assertThat(browser.getMessageSelector()).isNull();
        List<String> first = seenBy(browser);
        assertThat(first).hasSize(150).startsWith("m0", "m1").endsWith("m148", "m149");
        assertThat(seenBy(browser)).isEqualTo(first);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer, 150)).isEqualTo(first);
        assertThat(seenBy(browser)).isEmpty();
    }

    @Test
    @SuppressWarnings("JdkObsolete") // the specification wants it
    void aBrowserOfAnEmptyQueueHasNoElements() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Enumeration<?> none = session.createBrowser(session.createQueue("empty")).getEnumeration();
        assertThat(none.hasMoreElements()).isFalse();
        assertThatThrownBy(none::nextElement).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aBrowserSelectsAndOrdersByPriority() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        for (int i = 0; i < 6; i++) {
            context.createProducer().setPriority(i).setProperty("odd", i % 2 == 1).send(queue, "m" + i);
        }
        QueueBrowser browser = context.createBrowser(queue, "odd = TRUE");
        assertThat(browser.getMessageSelector()).isEqualTo("odd = TRUE");
        assertThat(seenBy(browser)).containsExactly("m5", "m3", "m1");
        assertThatThrownBy(() -> context.createBrowser(queue, "=(no"))
                .isInstanceOf(InvalidSelectorRuntimeException.class);
        assertThatThrownBy(() -> context.createBrowser(null)).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    void aBrowserSeesNeitherUncommittedNorDelayedNorExpiredMessages() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext transacted = context(JMSContext.SESSION_TRANSACTED);
        Queue queue = context.createQueue("q");
        transacted.createProducer().send(queue, "uncommitted");
        context.createProducer().setDeliveryDelay(60_000).send(queue, "delayed");
        context.createProducer().setTimeToLive(1).send(queue, "expired");
        context.createProducer().send(queue, "plain");
        long past = System.nanoTime() + 5_000_000;
        await("time", () -> System.nanoTime() > past);
        QueueBrowser browser = context.createBrowser(queue);
        assertThat(seenBy(browser)).containsExactly("plain");
        transacted.commit();
        assertThat(seenBy(browser)).containsExactly("plain", "uncommitted");
    }

    @Test
    void aBrowserWorksOnAStoppedConnectionAndWhileOthersConsume() throws Exception {
        Session browsing = stopped().createSession(Session.AUTO_ACKNOWLEDGE);
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 300);
        MessageConsumer consumer = session.createConsumer(queue);
        Enumeration<?> all = browsing.createBrowser(queue).getEnumeration();
        List<String> seen = new ArrayList<>();
        int consumed = 0;
        while (all.hasMoreElements()) {
            seen.add(textOf((Message) all.nextElement()));
            if (consumed < 300) {
                assertThat(next(consumer)).isEqualTo("m" + consumed++);
            }
        }
        assertThat(seen).doesNotHaveDuplicates().contains("m0");
    }

    @Test
    void aClosedBrowserOrSessionRefuses() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        QueueBrowser browser = session.createBrowser(queue);
        QueueBrowser other = session.createBrowser(queue);
        browser.close();
        browser.close();
        assertThatThrownBy(browser::getEnumeration).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(browser::getQueue).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(browser::getMessageSelector).isInstanceOf(jakarta.jms.IllegalStateException.class);
        session.close();
        assertThatThrownBy(other::getEnumeration).isInstanceOf(jakarta.jms.IllegalStateException.class);
        other.close();
    }

    @Test
    void aBrowsedMessageHasItsHeaders() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        TextMessage sent = session.createTextMessage("a");
        sent.setJMSType("type");
        sent.setIntProperty("n", 7);
        producer.send(sent);
        Message browsed =
                (Message) session.createBrowser(queue).getEnumeration().nextElement();
        assertThat(browsed.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
        assertThat(browsed.getJMSType()).isEqualTo("type");
        assertThat(browsed.getIntProperty("n")).isEqualTo(7);
        assertThat(browsed.getJMSDestination()).isEqualTo(queue);
        assertThat(browsed.getJMSRedelivered()).isFalse();
    }
}
