// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.9 Message order")
@Section({"6.2.9", "6.2.9.1", "6.2.9.2"})
class DeliveryOrderTest extends Stage {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachOfSeveralSendersIsHeardInItsOrder(boolean ofQueue) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        jakarta.jms.Destination destination = ofQueue ? session.createQueue("q") : session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(destination);
        List<CompletableFuture<Boolean>> senders = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            Session sender = session(Session.AUTO_ACKNOWLEDGE);
            String name = "s" + s;
            senders.add(elsewhere(() -> {
                MessageProducer producer = sender.createProducer(destination);
                for (int i = 0; i < 100; i++) {
                    Message message = sender.createTextMessage(name);
                    message.setIntProperty("i", i);
                    producer.send(message);
                }
                return true;
            }));
        }
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            int number = message.getIntProperty("i");
            assertThat(last.put(textOf(message), number)).isEqualTo(number == 0 ? null : Integer.valueOf(number - 1));
        }
        for (CompletableFuture<Boolean> sender : senders) {
            assertThat(soon(sender)).isTrue();
        }
    }

    @Test
    void severalProducersOfOneSessionKeepTheSessionsOrder() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer one = session.createProducer(queue);
        MessageProducer two = session.createProducer(queue);
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? one : two).send(session.createTextMessage("m" + i));
        }
        List<String> texts = next(session.createConsumer(queue), 20);
        for (int i = 0; i < 20; i++) {
            assertThat(texts.get(i)).isEqualTo("m" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void orderHoldsWithinADeliveryMode(int mode) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(mode);
        for (int i = 0; i < 200; i++) {
            producer.send(session.createTextMessage("m" + i));
        }
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 200; i++) {
            assertThat(next(consumer)).isEqualTo("m" + i);
        }
    }

    @Test
    void aTransactionKeepsItsOrder() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 50);
        session.commit();
        List<String> texts = next(session.createConsumer(queue), 50);
        for (int i = 0; i < 50; i++) {
            assertThat(texts.get(i)).isEqualTo("m" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section({"6.2.9.2", "3.4.10"})
    void higherPrioritiesJumpAheadInQueueAndSubscription(boolean ofQueue) {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        jakarta.jms.Destination destination = ofQueue ? context.createQueue("q") : context.createTopic("t");
        JMSConsumer consumer = context.createConsumer(destination);
        for (int priority = 0; priority <= 9; priority++) {
            context.createProducer().setPriority(priority).send(destination, "p" + priority);
        }
        for (int priority = 9; priority >= 0; priority--) {
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("p" + priority);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,", "2,", "3,", "0,", "1, JMSType IS NULL", "0, JMSType IS NULL"})
    @Section({"6.2.9.2", "3.4.10"})
    void aHigherPriorityDoesNotWaitBehindTheBacklog(int mode, @Nullable String selector) throws Exception {
        Session session = session(mode);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue, selector);
        sendMany(sender, queue, 200);
        next(consumer, 150);
        MessageProducer producer = sender.createProducer(queue);
        producer.send(sender.createTextMessage("important"), DeliveryMode.PERSISTENT, 7, 0);
        producer.send(sender.createTextMessage("urgent"), DeliveryMode.PERSISTENT, 9, 0);
        hear(session);
        assertThat(next(consumer, 3)).containsExactly("urgent", "important", "m150");
        for (int i = 151; i < 200; i++) {
            assertThat(next(consumer)).isEqualTo("m" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.SESSION_TRANSACTED, Session.CLIENT_ACKNOWLEDGE})
    @Section({"6.2.9.2", "3.4.10"})
    void higherPrioritiesComeThoughLowerOnesAreConsumedAndNotAcknowledged(int mode) throws Exception {
        Session session = session(mode);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = sender.createProducer(queue);
        for (int i = 0; i < 4; i++) {
            producer.send(sender.createTextMessage("low" + i), DeliveryMode.PERSISTENT, 3, 0);
            assertThat(next(consumer)).isEqualTo("low" + i);
        }
        for (int i = 0; i < 5; i++) {
            producer.send(sender.createTextMessage("high" + i), DeliveryMode.PERSISTENT, 5, 0);
        }
        assertThat(next(consumer, 5)).containsExactly("high0", "high1", "high2", "high3", "high4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Section({"6.2.9.2", "3.4.10"})
    void aHigherPriorityOvertakesWhatAListenerHasNotSeen(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Session beside = connection.createSession();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(sender, queue, 300);
        MessageProducer producer = sender.createProducer(queue);
        producer.setPriority(9);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> half = new CompletableFuture<>();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        CompletableFuture<Void> all = new CompletableFuture<>();
        session.createConsumer(queue).setMessageListener(message -> {
            seen.add(unchecked(message));
            if (seen.size() == 150) {
                half.complete(null);
                sent.join();
            }
            if (seen.size() == 301) {
                all.complete(null);
            }
        });
        soon(half);
        producer.send(sender.createTextMessage("urgent"));
        hear(beside);
        sent.complete(null);
        soon(all);
        assertThat(seen.get(150)).isEqualTo("urgent");
        seen.remove("urgent");
        for (int i = 0; i < 300; i++) {
            assertThat(seen.get(i)).isEqualTo("m" + i);
        }
    }

    private static String unchecked(Message message) {
        try {
            return textOf(message);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Section({"6.2.9.2", "3.4.10"})
    void aHigherPriorityOvertakesWhatWaitsForAListener() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        List<String> seen = new ArrayList<>();
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(sender, queue, 5);
        MessageProducer producer = sender.createProducer(queue);
        producer.setPriority(9);
        producer.send(sender.createTextMessage("urgent"));
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                seen.add(textOf(message));
            } catch (jakarta.jms.JMSException e) {
                all.completeExceptionally(e);
            }
            if (seen.size() == 6) {
                all.complete(seen);
            }
        });
        connection.start();
        assertThat(soon(all)).containsExactly("urgent", "m0", "m1", "m2", "m3", "m4");
    }

    @Test
    @Section({"6.2.9.2", "3.4.13"})
    void aLaterDeliveryTimeComesAfterMessagesSentLater() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSProducer producer = context.createProducer();
        producer.setDeliveryDelay(300).send(queue, "third");
        producer.setDeliveryDelay(150).send(queue, "second");
        producer.setDeliveryDelay(0).send(queue, "first");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("first");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("second");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("third");
    }

    @Test
    @Section({"6.2.9.1", "3.4.9"})
    void aMessageThatExpiresWhileItIsHeldReadyIsNotDelivered() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        sendMany(sender, queue, 60);
        MessageProducer producer = sender.createProducer(queue);
        producer.setTimeToLive(300);
        long end = 0;
        for (int i = 0; i < 40; i++) {
            Message message = sender.createTextMessage("short" + i);
            producer.send(message);
            end = message.getJMSExpiration();
        }
        send(sender, queue, "long");
        next(consumer, 60);
        long expired = end;
        await("the end of their lives", () -> System.currentTimeMillis() > expired);
        assertThat(next(consumer)).isEqualTo("long");
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2.9.1", "4.2.2"})
    void aDurableSubscriptionKeepsOrderAcrossItsConsumers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createSharedDurableConsumer(topic, "s").close();
        sendMany(session, topic, 100);
        List<String> all = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            try (MessageConsumer consumer = session.createSharedDurableConsumer(topic, "s")) {
                all.addAll(next(consumer, 25));
            }
        }
        for (int i = 0; i < 100; i++) {
            assertThat(all.get(i)).isEqualTo("m" + i);
        }
    }
}
