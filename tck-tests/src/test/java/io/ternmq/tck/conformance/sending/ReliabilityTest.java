// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.7 and 9.1 What a broker that dies leaves behind")
@Section({"9.1", "7.7"})
class ReliabilityTest extends Sending {

    private static final int PERSISTENT = DeliveryMode.PERSISTENT;
    private static final int NON_PERSISTENT = DeliveryMode.NON_PERSISTENT;

    private TestBroker test;

    @SuppressWarnings("NullAway.Init") // set before each test
    ReliabilityTest() {}

    @Override
    void beforeConnecting() {
        test = timeless();
    }

    private void send(String text, int mode) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(text(text), mode, 4, 0);
        }
    }

    /** The broker dies and comes back; then a session on a new connection. */
    private Session afterwards(String clientId) throws JMSException {
        test.crash();
        test.restart();
        return startedAs(clientId).createSession(Session.CLIENT_ACKNOWLEDGE);
    }

    private Session afterwards() throws JMSException {
        test.crash();
        test.restart();
        return started().createSession(Session.CLIENT_ACKNOWLEDGE);
    }

    @Test
    @Section({"7.7", "9.1", "DeliveryMode"})
    void persistentMessagesSurviveAndOthersNeedNot() throws Exception {
        send("p1", PERSISTENT);
        send("n1", NON_PERSISTENT);
        send("p2", PERSISTENT);
        try (MessageConsumer consumer = afterwards().createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("p1", "p2");
        }
    }

    @Test
    @Section({"7.7", "9.1"})
    void whatWasAcknowledgedIsNotDeliveredTwice() throws Exception {
        send("done", PERSISTENT);
        send("not done", PERSISTENT);
        assertThat(textOf(take(queue))).isEqualTo("done");
        try (MessageConsumer consumer = afterwards().createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("not done");
        }
    }

    @Test
    @Section({"9.1", "3.4.7", "3.5.11"})
    void whatWasNotAcknowledgedComesAgainAndIsFlagged() throws Exception {
        send("x", PERSISTENT);
        Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Message first = arrived(client.createConsumer(queue).receiveNoWait());
        assertThat(first.getJMSRedelivered()).isFalse();
        Message again = arrived(afterwards().createConsumer(queue).receiveNoWait());
        assertThat(textOf(again)).isEqualTo("x");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(again.getJMSMessageID()).isEqualTo(first.getJMSMessageID());
    }

    @Test
    @Section({"7.7", "9.1"})
    void aNonPersistentMessageIsDeliveredOnceAtMost() throws Exception {
        send("x", NON_PERSISTENT);
        assertThat(textOf(take(queue))).isEqualTo("x");
        try (MessageConsumer consumer = afterwards().createConsumer(queue)) {
            assertThat(drain(consumer)).isEmpty();
        }
    }

    @Test
    @Section({"9.1", "8.3.3", "8.3.4"})
    void durableSubscriptionsAndTheirMessagesSurvive() throws Exception {
        Session durable = startedAs("archive").createSession();
        durable.createDurableConsumer(topic, "own").close();
        durable.createSharedDurableConsumer(topic, "shared").close();
        send(session, topic, "x");
        Session again = afterwards("archive");
        try (MessageConsumer own = again.createDurableConsumer(topic, "own");
                MessageConsumer shared = again.createSharedDurableConsumer(topic, "shared")) {
            assertThat(drain(own)).containsExactly("x");
            assertThat(drain(shared)).containsExactly("x");
        }
    }

    @Test
    @Section("9.1")
    void subscriptionsThatAreNotDurableAndTemporaryQueuesEnd() throws Exception {
        session.createConsumer(topic);
        session.createSharedConsumer(topic, "shared");
        TemporaryQueue temporary = session.createTemporaryQueue();
        send(session, topic, "x");
        send(session, temporary, "y");
        Session again = afterwards();
        try (MessageConsumer consumer = again.createSharedConsumer(topic, "shared")) {
            assertThat(drain(consumer)).isEmpty();
        }
        Refusal.of(jakarta.jms.InvalidDestinationException.class, () -> send(again, temporary, "z"));
    }

    @Test
    @Section({"9.1", "6.2.7"})
    void aTransactionThatWasNotCommittedLeavesNothing() throws Exception {
        send("kept", PERSISTENT);
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = work.createConsumer(queue);
        assertThat(textOf(consumer.receiveNoWait())).isEqualTo("kept");
        work.createProducer(session.createQueue("results")).send(work.createTextMessage("half"));
        Session again = afterwards();
        try (MessageConsumer results = again.createConsumer(again.createQueue("results"));
                MessageConsumer inputs = again.createConsumer(queue)) {
            assertThat(drain(results)).isEmpty();
            assertThat(drain(inputs)).containsExactly("kept");
        }
    }

    @Test
    @Section({"9.1", "6.2.7"})
    void aTransactionThatWasCommittedIsThereAsAWhole() throws Exception {
        send("input", PERSISTENT);
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        assertThat(textOf(work.createConsumer(queue).receiveNoWait())).isEqualTo("input");
        MessageProducer producer = work.createProducer(session.createQueue("results"));
        producer.send(work.createTextMessage("one"));
        producer.send(work.createTextMessage("two"));
        work.commit();
        Session again = afterwards();
        try (MessageConsumer results = again.createConsumer(again.createQueue("results"));
                MessageConsumer inputs = again.createConsumer(queue)) {
            assertThat(drain(results)).containsExactly("one", "two");
            assertThat(drain(inputs)).isEmpty();
        }
    }

    @Test
    @Section({"9.1", "3.4.10", "6.2.9"})
    void orderAndPrioritySurvive() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (MessageProducer producer = session.createProducer(queue)) {
                producer.send(text("low" + i), PERSISTENT, 1, 0);
                producer.send(text("high" + i), PERSISTENT, 8, 0);
            }
        }
        try (MessageConsumer consumer = afterwards().createConsumer(queue)) {
            assertThat(drain(consumer)).containsExactly("high0", "high1", "high2", "low0", "low1", "low2");
        }
    }

    @Test
    @Section({"9.1", "3.4", "3.5"})
    void headersPropertiesAndBodySurvive() throws Exception {
        Message message = text("words");
        message.setIntProperty("p", 7);
        message.setJMSCorrelationID("c");
        message.setJMSType("t");
        message.setJMSReplyTo(topic);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, PERSISTENT, 6, 3_600_000);
        }
        Message received = arrived(afterwards().createConsumer(queue).receiveNoWait());
        assertThat(textOf(received)).isEqualTo("words");
        assertThat(received.getIntProperty("p")).isEqualTo(7);
        assertThat(received.getJMSCorrelationID()).isEqualTo("c");
        assertThat(received.getJMSType()).isEqualTo("t");
        assertThat(received.getJMSReplyTo()).isEqualTo(topic);
        assertThat(received.getJMSDestination()).isEqualTo(queue);
        assertThat(received.getJMSPriority()).isEqualTo(6);
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        assertThat(received.getJMSTimestamp()).isEqualTo(message.getJMSTimestamp());
        assertThat(received.getJMSExpiration()).isEqualTo(message.getJMSExpiration());
    }

    @Test
    @Section({"9.1", "7.2"})
    void aSendThatTheStoreCannotKeepFails() throws Exception {
        send("kept", PERSISTENT);
        test.faults().store().failAppend(1);
        Refusal.of(JMSException.class, () -> send("lost", PERSISTENT));
        test.faults().store().clear();
        test.takeFailures();
        try (MessageConsumer consumer = afterwards().createConsumer(queue)) {
            assertThat(drain(consumer)).startsWith("kept");
        }
    }

    @Test
    @Section({"9.1", "3.4.3"})
    void aNewLifeOfTheBrokerRepeatsNoMessageId() throws Exception {
        Message before = text("x");
        session.createProducer(queue).send(before);
        Session again = afterwards();
        Message after = again.createTextMessage("y");
        again.createProducer(queue).send(after);
        assertThat(after.getJMSMessageID()).isNotEqualTo(before.getJMSMessageID());
    }

    @Test
    @Section({"9.1", "6.2.10"})
    void aMessageOfALostConnectionGoesToSomebodyElse() throws Exception {
        send("x", NON_PERSISTENT);
        Connection lost = started();
        Session client = lost.createSession(Session.CLIENT_ACKNOWLEDGE);
        assertThat(textOf(client.createConsumer(queue).receiveNoWait())).isEqualTo("x");
        test.faults().link().loseAllConnections();
        Message again = arrived(started().createSession().createConsumer(queue).receiveNoWait());
        assertThat(textOf(again)).isEqualTo("x");
        assertThat(again.getJMSRedelivered()).isTrue();
    }
}
