// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TernMQTest;
import io.ternmq.test.TestBroker;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Persistent messages that are acknowledged or committed when their work is done: come until that has happened. */
@TernMQTest
@DisplayName("At least once")
@Section({"7.7", "6.2.11", "9.1"})
class AtLeastOnceTest {

    @BeforeEach
    void send(TestBroker broker) {
        try (Party sender = Party.join(broker)) {
            sender.send(DeliveryMode.PERSISTENT, "a", "b");
        }
    }

    private static Message next(JMSConsumer consumer) {
        return Objects.requireNonNull(consumer.receiveNoWait(), "a message that must be there");
    }

    private static void crashAndComeBack(TestBroker broker) {
        broker.crash();
        broker.restart();
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED})
    void deliversAgainAndFlaggedWhatWasNotSettledBeforeTheCrash(int mode, TestBroker broker) throws Exception {
        Party lost = Party.join(broker, mode);
        assertThat(next(lost.context().createConsumer(lost.queue)).getJMSRedelivered()).isFalse();
        crashAndComeBack(broker);

        try (Party later = Party.join(broker, mode)) {
            JMSConsumer consumer = later.context().createConsumer(later.queue);
            Message again = next(consumer);
            assertThat(Party.textOf(again)).isEqualTo("a");
            assertThat(again.getJMSRedelivered()).isTrue();
            assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            assertThat(Party.textOf(next(consumer))).isEqualTo("b");
        }
    }

    @Test
    void deliversNothingAgainThatWasAcknowledged(TestBroker broker) throws Exception {
        Party party = Party.join(broker, JMSContext.CLIENT_ACKNOWLEDGE);
        next(party.context().createConsumer(party.queue)).acknowledge();
        crashAndComeBack(broker);
        assertThat(Party.texts(broker)).containsExactly("b");
    }

    @Test
    @Section({"6.2.7", "7.7", "9.1"})
    void consumesAndSendsAsOneByACommit(TestBroker broker) throws Exception {
        Party party = Party.join(broker, JMSContext.SESSION_TRANSACTED);
        next(party.context().createConsumer(party.queue));
        party.send(DeliveryMode.PERSISTENT, "result of a");
        party.context().commit();
        crashAndComeBack(broker);
        assertThat(Party.texts(broker)).containsExactlyInAnyOrder("b", "result of a");
    }

    @Test
    @Section({"6.2.7", "7.7", "9.1"})
    void undoesAllOfATransactionThatTheCrashCutShort(TestBroker broker) throws Exception {
        Party party = Party.join(broker, JMSContext.SESSION_TRANSACTED);
        next(party.context().createConsumer(party.queue));
        party.send(DeliveryMode.PERSISTENT, "result of a");
        crashAndComeBack(broker);
        assertThat(Party.texts(broker)).containsExactly("a", "b");
    }

    @Test
    void losesNothingHoweverOftenTheBrokerDies(TestBroker broker) throws Exception {
        for (int i = 0; i < 5; i++) {
            Party.join(broker, JMSContext.SESSION_TRANSACTED).receiveAll();
            crashAndComeBack(broker);
        }
        try (Party last = Party.join(broker)) {
            assertThat(last.receiveAll()).containsExactly("a", "b");
        }
        assertThat(broker.queue("place").depth()).isZero();
    }
}
