// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4.1.6 Queue browsers")
@Section({"4.1.6", "QueueBrowser"})
class BrowserTest extends Stage {

    private static List<String> seenBy(QueueBrowser browser) throws JMSException {
        return texts(browser.getEnumeration());
    }

    private static List<String> texts(Enumeration<?> messages) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Object message : Collections.list(messages)) {
            texts.add(textOf((Message) message));
        }
        return texts;
    }

    @Test
    void sessionsQueueSessionsAndContextsBrowse() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession legacy = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Session classic = stopped().createSession(Session.AUTO_ACKNOWLEDGE);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = legacy.createQueue("q");
        send(classic, queue, "a", "b");
        for (QueueBrowser browser : List.of(
                legacy.createBrowser(queue), classic.createBrowser(queue), context.createBrowser(queue),
                legacy.createBrowser(queue, null), classic.createBrowser(queue, ""),
                context.createBrowser(queue, null))) {
            assertThat(browser.getQueue()).isEqualTo(queue);
            assertThat(browser.getMessageSelector()).isNull();
            assertThat(seenBy(browser)).containsExactly("a", "b");
        }
    }

    @Test
    void messagesComeInTheOrderInWhichTheyWouldBeReceived() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        for (int priority : new int[] {4, 9, 0, 4, 9, 0}) {
            context.createProducer().setPriority(priority).send(queue, "p" + priority);
        }
        List<String> browsed = seenBy(context.createBrowser(queue));
        assertThat(browsed).containsExactly("p9", "p9", "p4", "p4", "p0", "p0");
        JMSConsumer consumer = context.createConsumer(queue);
        for (String text : browsed) {
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo(text);
        }
    }

    @Test
    void asManyBrowsersAsOneLikesSeeEverything() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 70);
        Enumeration<?> one = session.createBrowser(queue).getEnumeration();
        Enumeration<?> two = session.createBrowser(queue).getEnumeration();
        int seen = 0;
        while (one.hasMoreElements()) {
            Message left = (Message) one.nextElement();
            Message right = (Message) two.nextElement();
            assertThat(textOf(left)).isEqualTo(textOf(right)).isEqualTo("m" + seen++);
        }
        assertThat(seen).isEqualTo(70);
        assertThat(two.hasMoreElements()).isFalse();
    }

    @Test
    void browsingChangesNothing() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        QueueBrowser browser = session.createBrowser(queue);
        for (int i = 0; i < 3; i++) {
            assertThat(seenBy(browser)).containsExactly("a");
        }
        Message message = Objects.requireNonNull(session.createConsumer(queue).receive(SOON));
        assertThat(message.getJMSRedelivered()).isFalse();
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
    }

    @Test
    void aConsumerOfTheSameSessionWorksBesideTheBrowser() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        QueueBrowser browser = session.createBrowser(queue);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("m0");
        assertThat(seenBy(browser)).containsExactly("m1", "m2");
        assertThat(next(consumer, 2)).containsExactly("m1", "m2");
        assertThat(seenBy(browser)).isEmpty();
    }

    @Test
    void messagesThatComeDuringAScanMayBeSeenAndDoNoHarm() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 100);
        Enumeration<?> scan = session.createBrowser(queue).getEnumeration();
        List<String> seen = new ArrayList<>();
        while (scan.hasMoreElements() && seen.size() < 1_000) {
            seen.add(textOf((Message) scan.nextElement()));
            if (seen.size() % 20 == 0 && seen.size() < 100) {
                send(session, queue, "late" + seen.size());
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.subList(0, 100)).allMatch(text -> text.startsWith("m"));
    }

    @Test
    void messagesThatGoDuringAScanHideNoOthers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 200);
        Enumeration<?> scan = session.createBrowser(queue).getEnumeration();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            seen.add(textOf((Message) scan.nextElement()));
        }
        next(session.createConsumer(queue), 100);
        seen.addAll(texts(scan));
        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 100; i < 200; i++) {
            assertThat(seen).contains("m" + i);
        }
    }

    @Test
    void aSelectorChoosesAmongManyPages() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        for (int i = 0; i < 300; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setIntProperty("n", i);
            session.createProducer(queue).send(message);
        }
        assertThat(seenBy(session.createBrowser(queue, "n >= 290"))).hasSize(10).startsWith("m290");
        assertThat(seenBy(session.createBrowser(queue, "n < 0"))).isEmpty();
    }

    @Test
    @SuppressWarnings("JdkObsolete") // the specification wants it
    void elementsMayBeAskedForWithoutLookingFirst() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b");
        Enumeration<?> scan = session.createBrowser(queue).getEnumeration();
        assertThat(textOf((Message) scan.nextElement())).isEqualTo("a");
        assertThat(scan.hasMoreElements()).isTrue();
        assertThat(scan.hasMoreElements()).isTrue();
        assertThat(textOf((Message) scan.nextElement())).isEqualTo("b");
        assertThat(scan.hasMoreElements()).isFalse();
        assertThatThrownBy(scan::nextElement).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(scan::nextElement).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aBrowsedMessageIsReadOnlyAndItsAcknowledgeDoesNothing() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        Message browsed = (Message) session.createBrowser(queue).getEnumeration().nextElement();
        assertThatThrownBy(() -> browsed.setIntProperty("p", 1)).isInstanceOf(MessageNotWriteableException.class);
        browsed.acknowledge();
        assertThat(next(session.createConsumer(queue))).isEqualTo("a");
    }

    @Test
    void acknowledgingABrowsedMessageLeavesReceivedOnesAlone() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        ((Message) session.createBrowser(queue).getEnumeration().nextElement()).acknowledge();
        session.recover();
        assertThat(next(consumer, 2)).containsExactly("a", "b");
    }

    @Test
    void aMessageIsShownWhenItsDeliveryTimeHasCome() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        QueueBrowser browser = context.createBrowser(queue);
        long due = System.currentTimeMillis() + 100;
        context.createProducer().setDeliveryDelay(100).send(queue, "delayed");
        assertThat(seenBy(browser)).isEmpty();
        await("the delivery time", () -> {
            try {
                return browser.getEnumeration().hasMoreElements();
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(due);
        assertThat(seenBy(browser)).containsExactly("delayed");
    }

    @Test
    void anExpiredMessageIsNotShown() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().setTimeToLive(50).send(queue, "short");
        context.createProducer().send(queue, "long");
        QueueBrowser browser = context.createBrowser(queue);
        await("the end of its life", () -> {
            try {
                return seenBy(browser).equals(List.of("long"));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(seenBy(browser)).containsExactly("long");
    }

    @Test
    void aTransactedSessionBrowsesWhatIsCommitted() throws Exception {
        Session transacted = session(Session.SESSION_TRANSACTED);
        Queue queue = transacted.createQueue("q");
        send(transacted, queue, "a");
        assertThat(seenBy(transacted.createBrowser(queue))).isEmpty();
        transacted.commit();
        assertThat(seenBy(transacted.createBrowser(queue))).containsExactly("a");
        transacted.rollback();
        assertThat(seenBy(transacted.createBrowser(queue))).containsExactly("a");
    }

    @Test
    void theQueueOfABrowserIsNoTopic() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        send(session, session.createTopic("same"), "topic");
        assertThat(seenBy(session.createBrowser(session.createQueue("same")))).isEmpty();
    }

    @Test
    @Section({"4.1.6", "9.2"})
    void aTopicSessionDoesNotBrowse() throws Exception {
        TopicSession session = closing(factory.createTopicConnection())
                .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session(Session.AUTO_ACKNOWLEDGE).createQueue("q");
        assertThatThrownBy(() -> session.createBrowser(queue)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createBrowser(queue, "a = 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"Session", "QueueSession", "10.3"})
    void whatIsNoQueueOrSelectorIsRefusedAtOnce() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        QueueSession legacy = closing(factory.createQueueConnection())
                .createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(null, "a = 1")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> legacy.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(queue, "a = ")).isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> legacy.createBrowser(queue, "(")).isInstanceOf(InvalidSelectorException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("JdkObsolete") // the specification wants it
    void aScanEndsWithItsBrowserOrConnection(boolean browserOnly) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 2);
        QueueBrowser browser = session.createBrowser(queue);
        Enumeration<?> scan = browser.getEnumeration();
        scan.nextElement();
        if (browserOnly) {
            browser.close();
        } else {
            connection.close();
        }
        assertThatThrownBy(scan::hasMoreElements).isInstanceOf(jakarta.jms.IllegalStateRuntimeException.class);
        assertThatThrownBy(browser::getEnumeration).isInstanceOf(IllegalStateException.class);
        browser.close();
    }
}
