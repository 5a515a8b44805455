// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TestBroker;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.9 Message delivery delay")
@Section("7.9")
class DeliveryDelayTest extends Sending {

    private TestBroker clock;

    @SuppressWarnings("NullAway.Init") // set before each test
    DeliveryDelayTest() {}

    @Override
    void beforeConnecting() {
        clock = timeless();
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private void send(String text, long delay) throws Exception {
        send(text, delay, 4);
    }

    private void send(String text, long delay, int priority) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(delay);
            producer.send(text(text), DeliveryMode.PERSISTENT, priority, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aMessageIsNeverEarlyAndComesToTheMillisecond(int mode) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(text("x"), mode, 4, 0);
        }
        pass(99);
        assertThat(drain(queue)).isEmpty();
        pass(1);
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    @Section({"7.9", "6.2.9.2"})
    void messagesComeInTheOrderOfTheirDeliveryTimes() throws Exception {
        send("third", 300);
        send("first", 100);
        send("second", 200);
        send("at once", 0);
        pass(300);
        assertThat(drain(queue)).containsExactly("at once", "first", "second", "third");
    }

    @Test
    @Section({"7.9", "6.2.9.2"})
    void messagesOfOneDeliveryTimeComeInTheOrderOfSending() throws Exception {
        for (int i = 0; i < 10; i++) {
            send("m" + i, 100);
        }
        pass(100);
        assertThat(drain(queue)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    @Section({"7.9", "3.4.10"})
    void amongThoseThatAreDueTheHigherPriorityGoesFirst() throws Exception {
        send("low, early", 50, 1);
        send("high, late", 100, 9);
        send("middle, at once", 0, 5);
        send("highest, too late", 101, 9);
        pass(100);
        assertThat(drain(queue)).containsExactly("high, late", "middle, at once", "low, early");
    }

    @Test
    @Section({"7.9", "6.2.9.2"})
    void whatWasSentAfterTheDeliveryTimeComesLater() throws Exception {
        send("earlier", 100);
        pass(100);
        send("later", 0);
        assertThat(drain(queue)).containsExactly("earlier", "later");
    }

    @Test
    void aReceiverSleepsUntilTheMessageIsDue() throws Exception {
        send("x", 100);
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        CompletableFuture<Message> received = blocked(consumer::receive);
        pass(99);
        assertThat(received).isNotDone();
        pass(1);
        assertThat(textOf(soon(received))).isEqualTo("x");
    }

    @Test
    void aListenerHearsTheMessageWhenItIsDue() throws Exception {
        CompletableFuture<Message> heard = new CompletableFuture<>();
        connection.createSession().createConsumer(queue).setMessageListener(heard::complete);
        send("x", 100);
        pass(99);
        assertThat(heard).isNotDone();
        pass(1);
        assertThat(textOf(soon(heard))).isEqualTo("x");
    }

    // --- transactions -------------------------------------------------------------------------------------------

    @Test
    void aDelayThatIsOverAtTheCommitIsOver() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(work.createTextMessage("x"));
            pass(100);
            assertThat(drain(queue)).isEmpty();
            work.commit();
        }
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void aDelayThatIsNotOverAtTheCommitGoesOn() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            Message message = work.createTextMessage("x");
            long now = clock.clock().millis();
            producer.send(message);
            pass(60);
            work.commit();
            assertThat(message.getJMSDeliveryTime()).isEqualTo(now + 100);
        }
        pass(39);
        assertThat(drain(queue)).isEmpty();
        pass(1);
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void aDelayedMessageThatIsRolledBackNeverComes() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(work.createTextMessage("x"));
            work.rollback();
        }
        pass(1_000);
        assertThat(drain(queue)).isEmpty();
    }

    // --- topics -------------------------------------------------------------------------------------------------

    @Test
    void onlySubscriptionsThatExistWhenItIsSentGetADelayedMessage() throws Exception {
        try (MessageConsumer early = session.createConsumer(topic);
                MessageConsumer shared = session.createSharedConsumer(topic, "group")) {
            publishLate("x");
            try (MessageConsumer late = session.createConsumer(topic);
                    MessageConsumer lateShared = session.createSharedConsumer(topic, "other group")) {
                pass(100);
                assertThat(drain(late)).isEmpty();
                assertThat(drain(lateShared)).isEmpty();
            }
            assertThat(drain(early)).containsExactly("x");
            assertThat(drain(shared)).containsExactly("x");
        }
    }

    private void publishLate(String text) throws Exception {
        try (MessageProducer producer = session.createProducer(topic)) {
            producer.setDeliveryDelay(100);
            producer.send(text(text));
        }
    }

    @Test
    void aDurableSubscriptionKeepsADelayedMessageWhileNobodyListens() throws Exception {
        try (Session durable = startedAs("archive").createSession()) {
            publishLate("before the subscription");
            durable.createDurableConsumer(topic, "kept").close();
            publishLate("x");
            pass(100);
            try (MessageConsumer consumer = durable.createDurableConsumer(topic, "kept")) {
                assertThat(drain(consumer)).containsExactly("x");
            }
        }
    }

    @Test
    void aSubscriptionThatHasEndedMeanwhileGetsNothing() throws Exception {
        session.createConsumer(topic).close();
        try (MessageConsumer first = session.createConsumer(topic)) {
            publishLate("x");
            assertThat(drain(first)).isEmpty();
        }
        try (MessageConsumer second = session.createConsumer(topic)) {
            pass(100);
            assertThat(drain(second)).isEmpty();
        }
    }

    // --- survival -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"session", "connection"})
    void aDelayedMessageDoesNotNeedItsSender(String what) throws Exception {
        Session sender = started().createSession();
        try (MessageProducer producer = sender.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(sender.createTextMessage("x"));
        }
        if (what.equals("session")) {
            sender.close();
        } else {
            connection.close();
        }
        pass(100);
        try (Session other = started().createSession(); MessageConsumer consumer = other.createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("x");
        }
    }

    @Test
    @Section({"7.9", "9.1"})
    void aDelaySurvivesTheBroker() throws Exception {
        send("x", 100);
        clock.crash();
        clock.restart();
        try (Session other = started().createSession(); MessageConsumer consumer = other.createConsumer(queue)) {
            pass(99);
            assertThat(drain(consumer)).isEmpty();
            pass(1);
            assertThat(drain(consumer)).containsExactly("x");
        }
    }

    @Test
    @Section({"7.9", "9.1"})
    void aDelayThatEndsWhileTheBrokerIsDownIsOverWhenItIsBack() throws Exception {
        send("x", 100);
        clock.crash();
        pass(500);
        clock.restart();
        try (Session other = started().createSession(); MessageConsumer consumer = other.createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("x");
        }
    }

    // --- what is seen -------------------------------------------------------------------------------------------

    @Test
    @Section({"7.9", "3.4.13"})
    void bothSidesSeeTheDeliveryTime() throws Exception {
        Message message = text("x");
        long now = clock.clock().millis();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.setDisableMessageTimestamp(true);
            message.setJMSDeliveryTime(1);
            producer.send(message);
        }
        assertThat(message.getJMSDeliveryTime()).isEqualTo(now + 100);
        pass(100);
        assertThat(take(queue).getJMSDeliveryTime()).isEqualTo(now + 100);
    }

    @Test
    @Section({"7.9", "4.1.2"})
    void aBrowserDoesNotShowWhatIsNotDue() throws Exception {
        send("x", 100);
        assertThat(session.createBrowser(queue).getEnumeration().hasMoreElements()).isFalse();
        pass(100);
        assertThat(session.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
    }

    @Test
    void aDelayedMessageIsDeliveredOnce() throws Exception {
        send("x", 100);
        pass(100);
        Message received = take(queue);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        pass(1_000);
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"7.9", "JMSProducer"})
    void aProducerOfAContextDelaysEveryMessage() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);
        context.createProducer().setDeliveryDelay(100).send(queue, "one").send(queue, "two").setDeliveryDelay(0)
                .send(queue, "three");
        assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("three");
        assertThat(consumer.receiveNoWait()).isNull();
        pass(100);
        assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("one");
        assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("two");
    }

    @Test
    @Section({"7.9", "7.3"})
    void anAsynchronousSendCompletesWithoutWaitingForTheDelay() throws Exception {
        Told told = new Told();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(text("x"), told);
            assertThat(told.next().summary()).isEqualTo("x");
        }
        assertThat(drain(queue)).isEmpty();
        pass(100);
        assertThat(drain(queue)).containsExactly("x");
    }
}
