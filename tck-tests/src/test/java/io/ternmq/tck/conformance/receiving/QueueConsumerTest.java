// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4.1.2, 8.1, 8.2 Consumers of a queue")
@Section({"8.2", "4.1.2"})
class QueueConsumerTest extends Stage {

    private static void sendColours(Session session, Queue queue, String... colours) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (String colour : colours) {
                Message message = session.createTextMessage(colour);
                message.setStringProperty("colour", colour);
                producer.send(message);
            }
        }
    }

    @Test
    @Section("8.2")
    void aClassicSessionReceivesFromAQueue() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "classic");
        assertThat(next(session.createConsumer(queue))).isEqualTo("classic");
    }

    @Test
    @Section("8.2")
    void aContextReceivesFromAQueue() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "simplified");
        assertThat(context.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("simplified");
    }

    @Test
    @Section({"8.2", "QueueReceiver"})
    void aQueueSessionReceivesFromAQueue() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        connection.start();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "legacy", "inherited");
        try (QueueReceiver receiver = session.createReceiver(queue)) {
            assertThat(receiver.getQueue()).isEqualTo(queue);
            assertThat(next(receiver)).isEqualTo("legacy");
        }
        assertThat(next(session.createConsumer(queue))).isEqualTo("inherited");
    }

    @Test
    @Section("8.2")
    void aQueueReceiverSelects() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        connection.start();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendColours(session, queue, "red", "blue", "red");
        QueueReceiver receiver = session.createReceiver(queue, "colour = 'blue'");
        assertThat(next(receiver)).isEqualTo("blue");
        assertEmpty(receiver);
    }

    @Test
    void aMessageGoesToOneConsumerOnly() throws Exception {
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = sender.createQueue("q");
        List<CompletableFuture<List<String>>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
            receivers.add(elsewhere(() -> {
                List<String> texts = new ArrayList<>();
                Message message = consumer.receive(SOON / 4);
                while (message != null) {
                    texts.add(textOf(message));
                    message = consumer.receive(BRIEFLY * 2);
                }
                return texts;
            }));
        }
        sendMany(sender, queue, 90);
        List<String> all = new ArrayList<>();
        for (CompletableFuture<List<String>> receiver : receivers) {
            all.addAll(soon(receiver));
        }
        assertThat(all).hasSize(90).doesNotHaveDuplicates();
    }

    @Test
    void eachOfSeveralConsumersSeesItsMessagesInOrder() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer one = session.createConsumer(queue);
        MessageConsumer two = session.createConsumer(queue);
        sendMany(session, queue, 20);
        List<Integer> ofOne = new ArrayList<>();
        List<Integer> ofTwo = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ofOne.add(Integer.valueOf(next(one).substring(1)));
            ofTwo.add(Integer.valueOf(next(two).substring(1)));
        }
        assertThat(ofOne).isSorted();
        assertThat(ofTwo).isSorted().doesNotContainAnyElementsOf(ofOne);
    }

    @Test
    void whatASelectorLeavesStaysOnTheQueue() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendColours(session, queue, "red", "blue", "green", "blue");
        try (MessageConsumer blue = session.createConsumer(queue, "colour = 'blue'")) {
            assertThat(next(blue, 2)).containsExactly("blue", "blue");
            assertEmpty(blue);
        }
        assertThat(next(session.createConsumer(queue), 2)).containsExactly("red", "green");
    }

    @Test
    void selectorsThatOverlapShareWhatBothWant() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer some = session.createConsumer(queue, "colour IN ('red', 'blue')");
        MessageConsumer others = session.createConsumer(queue, "colour IN ('blue', 'green')");
        sendColours(session, queue, "red", "blue", "green");
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            Message one = some.receiveNoWait();
            Message two = others.receiveNoWait();
            all.add(one == null ? "none" : textOf(one));
            all.add(two == null ? "none" : textOf(two));
        }
        assertThat(all).contains("red", "blue", "green");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    @Section({"8.1", "MessageConsumer"})
    void noSelectorIsReportedAsNull(String none) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(session.createConsumer(queue, none).getMessageSelector()).isNull();
        assertThat(session.createConsumer(queue, none, true).getMessageSelector()).isNull();
        assertThat(session.createBrowser(queue, none).getMessageSelector()).isNull();
        assertThat(context.createConsumer(queue, none).getMessageSelector()).isNull();
    }

    @Test
    @Section({"8.1", "MessageConsumer", "JMSConsumer"})
    void aSelectorIsReportedAsItWasGiven() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        String selector = "  colour   =  'red'\tOR n>1 ";
        assertThat(session.createConsumer(queue, selector).getMessageSelector()).isEqualTo(selector);
        assertThat(session.createConsumer(session.createTopic("t"), selector).getMessageSelector())
                .isEqualTo(selector);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(context.createConsumer(queue, selector).getMessageSelector()).isEqualTo(selector);
    }

    @Test
    @Section({"8.2", "Session"})
    void noLocalMeansNothingForAQueue() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue, null, true);
        send(session, queue, "mine");
        assertThat(next(consumer)).isEqualTo("mine");
    }

    @Test
    @Section("4.1.8")
    void aQueueHoldsMessagesForAConsumerThatComesLater() throws Exception {
        Connection sender = started();
        Session session = sender.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        MessageConsumer late = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        sender.close();
        assertThat(next(late, 3)).containsExactly("m0", "m1", "m2");
    }

    @Test
    @Section({"4.1.5", "6.2.2"})
    void everySessionOfItsConnectionConsumesFromATemporaryQueue() throws Exception {
        Connection connection = started();
        Session one = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session two = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = one.createTemporaryQueue();
        MessageConsumer consumer = two.createConsumer(queue);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "reply");
        assertThat(next(consumer)).isEqualTo("reply");
    }

    @Test
    @Section({"4.1.5", "10.3"})
    void aTemporaryQueueThatIsGoneHasNoConsumers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        jakarta.jms.TemporaryQueue queue = session.createTemporaryQueue();
        queue.delete();
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(queue)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section("8.1")
    void aDestinationOfAnotherProviderCountsByItsName() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue foreign = () -> "q";
        Topic news = () -> "t";
        send(session, session.createQueue("q"), "a");
        assertThat(next(session.createConsumer(foreign))).isEqualTo("a");
        MessageConsumer subscriber = session.createConsumer(news);
        send(session, session.createTopic("t"), "b");
        assertThat(next(subscriber)).isEqualTo("b");
    }

    @Test
    @Section({"8.1", "10.3"})
    void aDestinationWithoutANameIsRefused() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue nameless = () -> null;
        assertThatThrownBy(() -> session.createConsumer(nameless)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(nameless)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"6.2.1", "8.1"})
    void manyConsumersOfOneSessionTakeTurns() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        List<JMSConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Queue queue = context.createQueue("q" + i);
            consumers.add(context.createConsumer(queue));
            context.createProducer().send(queue, "text" + i);
        }
        for (int i = 19; i >= 0; i--) {
            assertThat(consumers.get(i).receiveBody(String.class, SOON)).isEqualTo("text" + i);
        }
    }
}
