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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Non-persistent messages that are acknowledged as they come: may be lost, and never come twice. */
@TernMQTest
@DisplayName("At most once")
@Section({"7.7", "6.2.10", "9.1"})
class AtMostOnceTest {

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void losesInACrashWhatHasNotComeYet(int mode, TestBroker broker) throws Exception {
        try (Party sender = Party.join(broker)) {
            sender.send(DeliveryMode.NON_PERSISTENT, "a", "b", "c");
        }
        Party receiver = Party.join(broker, mode);
        Message first = Objects.requireNonNull(receiver.context().createConsumer(receiver.queue).receiveNoWait());
        assertThat(Party.textOf(first)).isEqualTo("a");
        broker.crash();
        broker.restart();
        try (Party later = Party.join(broker, mode)) {
            assertThat(later.receiveAll()).isEmpty();
            later.send(DeliveryMode.NON_PERSISTENT, "d");
            assertThat(later.receiveAll()).containsExactly("d");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void deliversNothingTwiceAcrossARestart(int mode, TestBroker broker) throws Exception {
        try (Party party = Party.join(broker, mode)) {
            party.send(DeliveryMode.NON_PERSISTENT, "a", "b");
            assertThat(party.receiveAll()).containsExactly("a", "b");
        }
        broker.restart();
        assertThat(Party.texts(broker)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.NON_PERSISTENT, DeliveryMode.PERSISTENT})
    void deliversNothingTwiceThatWasReceivedWhenTheConnectionIsLost(int deliveryMode, TestBroker broker)
            throws Exception {
        Party receiver = Party.join(broker);
        receiver.send(deliveryMode, "a", "b");
        JMSConsumer consumer = receiver.context().createConsumer(receiver.queue);
        assertThat(Party.textOf(Objects.requireNonNull(consumer.receiveNoWait()))).isEqualTo("a");
        broker.faults().link().loseAllConnections();
        try (Party other = Party.join(broker)) {
            assertThat(other.receiveAll()).containsExactly("b");
        }
        assertThat(broker.queue("place").depth()).isZero();
    }
}
