// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TestBroker;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.8 Message time-to-live")
@Section("7.8")
class TimeToLiveTest extends Sending {

    private TestBroker clock;

    @SuppressWarnings("NullAway.Init") // set before each test
    TimeToLiveTest() {}

    @Override
    void beforeConnecting() {
        clock = timeless();
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private void send(String text, long life) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(text(text), DeliveryMode.PERSISTENT, 4, life);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aMessageLivesToTheMillisecond(int mode) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(text("first"), mode, 4, 100);
            producer.send(text("second"), mode, 4, 100);
        }
        pass(99);
        assertThat(textOf(take(queue))).isEqualTo("first");
        pass(1);
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    void oneMillisecondIsALife() throws Exception {
        send("short", 1);
        assertThat(drain(queue)).containsExactly("short");
        send("short", 1);
        pass(1);
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    void zeroIsForEver() throws Exception {
        send("eternal", 0);
        pass(Duration.ofDays(20_000).toMillis());
        assertThat(drain(queue)).containsExactly("eternal");
    }

    @Test
    @Section({"7.8", "3.4.9"})
    void expirationIsTheTimeOfSendingPlusTheLife() throws Exception {
        Message message = text("x");
        long now = clock.clock().millis();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setTimeToLive(500);
            producer.setDisableMessageTimestamp(true);
            producer.send(message);
        }
        assertThat(message.getJMSExpiration()).isEqualTo(now + 500);
        pass(100);
        assertThat(take(queue).getJMSExpiration()).isEqualTo(now + 500);
    }

    @Test
    void theProducersLifeIsForMessagesWithoutOneOfTheirOwn() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setTimeToLive(50);
            producer.send(text("as the producer"));
            producer.send(text("longer"), DeliveryMode.PERSISTENT, 4, 100);
            producer.send(text("for ever"), DeliveryMode.PERSISTENT, 4, 0);
        }
        pass(50);
        assertThat(drain(queue)).containsExactly("longer", "for ever");
    }

    @Test
    void aTransactionCountsFromTheSend() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            Message message = work.createTextMessage("late");
            long now = clock.clock().millis();
            producer.send(message, DeliveryMode.PERSISTENT, 4, 100);
            producer.send(work.createTextMessage("in time"), DeliveryMode.PERSISTENT, 4, 101);
            assertThat(message.getJMSExpiration()).isEqualTo(now + 100);
            pass(100);
            work.commit();
        }
        assertThat(drain(queue)).containsExactly("in time");
    }

    @Test
    @Section({"7.8", "7.9"})
    void aLifeThatEndsBeforeTheDelayIsNeverSeen() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(text("too short"), DeliveryMode.PERSISTENT, 4, 50);
            producer.send(text("just as short"), DeliveryMode.PERSISTENT, 4, 100);
            producer.send(text("long enough"), DeliveryMode.PERSISTENT, 4, 150);
        }
        pass(100);
        assertThat(drain(queue)).containsExactly("long enough");
    }

    @Test
    @Section({"7.8", "7.9"})
    void aDelayDoesNotLengthenALife() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(100);
            producer.send(text("x"), DeliveryMode.PERSISTENT, 4, 150);
        }
        pass(150);
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    void subscriptionsForgetWhatHasExpired() throws Exception {
        try (Session durable = startedAs("archive").createSession()) {
            durable.createSharedDurableConsumer(topic, "kept").close();
            try (MessageConsumer listening = session.createConsumer(topic);
                    MessageProducer producer = session.createProducer(topic)) {
                producer.send(text("short"), DeliveryMode.PERSISTENT, 4, 10);
                producer.send(text("long"), DeliveryMode.PERSISTENT, 4, 1_000);
                pass(10);
                assertThat(drain(listening)).containsExactly("long");
            }
            try (MessageConsumer late = durable.createSharedDurableConsumer(topic, "kept")) {
                assertThat(drain(late)).containsExactly("long");
            }
        }
    }

    @Test
    @Section({"7.8", "4.1.2"})
    void aBrowserDoesNotShowWhatHasExpired() throws Exception {
        send("short", 10);
        send("long", 1_000);
        pass(10);
        var found = session.createBrowser(queue).getEnumeration();
        assertThat(textOf((Message) found.nextElement())).isEqualTo("long");
        assertThat(found.hasMoreElements()).isFalse();
    }

    @Test
    void expiredMessagesMakeWayForYoungerOnes() throws Exception {
        for (int i = 0; i < 20; i++) {
            send("m" + i, i % 2 == 0 ? 10 : 0);
        }
        pass(10);
        assertThat(drain(queue)).containsExactly("m1", "m3", "m5", "m7", "m9", "m11", "m13", "m15", "m17", "m19");
    }

    @Test
    void aListenerIsNotGivenWhatHasExpired() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        connection.stop();
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {
            try {
                heard.add(textOf(message));
            } catch (jakarta.jms.JMSException e) {
                heard.add(e.toString());
            }
        });
        Session other = connection.createSession();
        try (MessageProducer producer = other.createProducer(queue)) {
            producer.send(other.createTextMessage("short"), DeliveryMode.PERSISTENT, 4, 10);
            producer.send(other.createTextMessage("long"), DeliveryMode.PERSISTENT, 4, 0);
        }
        pass(10);
        connection.start();
        await("a message", () -> !heard.isEmpty());
        clock.awaitIdle();
        assertThat(heard).containsExactly("long");
    }

    @Test
    void messagesThatWaitInAConsumersBufferExpireToo() throws Exception {
        for (int i = 0; i < 40; i++) {
            send("m" + i, 100);
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            for (int i = 0; i < 20; i++) {
                assertThat(textOf(consumer.receive(SOON))).isEqualTo("m" + i);
            }
            pass(100);
            send("young", 100);
            assertThat(textOf(consumer.receive(SOON))).isEqualTo("young");
        }
    }

    @Test
    void anUnacknowledgedMessageMayStillExpire() throws Exception {
        send("x", 100);
        try (Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            assertThat(textOf(client.createConsumer(queue).receiveNoWait())).isEqualTo("x");
            pass(100);
        }
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"7.8", "9.1"})
    void aLifeGoesOnWhileTheBrokerIsDown() throws Exception {
        send("short", 100);
        send("long", 10_000);
        clock.crash();
        pass(100);
        clock.restart();
        try (Session again = started().createSession(); MessageConsumer consumer = again.createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("long");
        }
    }

    @Test
    @Section({"7.8", "JMSProducer"})
    void aProducerOfAContextGivesItsLifeToEveryMessage() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().setTimeToLive(10).send(queue, "one").send(queue, "two").setTimeToLive(0)
                .send(queue, "three");
        pass(10);
        assertThat(drain(queue)).containsExactly("three");
    }
}
