// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTemporaryQueue;
import io.ternmq.jms.TernTopic;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadersTest {

    private static final Stamp FULL =
            new Stamp(new MessageId("p1", 7), Address.topic("prices"), false, 9, 1000, 5000, 1500);

    private final TernMessage message = new TernMessage();

    @Test
    void aNewMessageHasTheDefaults() {
        assertThat(message.getJMSMessageID()).isNull();
        assertThat(message.getJMSDestination()).isNull();
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(message.getJMSCorrelationID()).isNull();
        assertThat(message.getJMSCorrelationIDAsBytes()).isNull();
        assertThat(message.getJMSType()).isNull();
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(4);
        assertThat(message.getJMSTimestamp()).isZero();
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSDeliveryTime()).isZero();
        assertThat(message.getJMSRedelivered()).isFalse();
    }

    @Test
    void sendingSetsTheHeadersOnBothSides() {
        TernMessage arrived = Samples.received(message.freeze(FULL));

        for (TernMessage side : new TernMessage[] {message, arrived}) {
            assertThat(side.getJMSMessageID()).isEqualTo("ID:p1-7");
            assertThat(side.getJMSDestination()).isEqualTo(new TernTopic("prices"));
            assertThat(side.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(side.getJMSPriority()).isEqualTo(9);
            assertThat(side.getJMSTimestamp()).isEqualTo(1000);
            assertThat(side.getJMSExpiration()).isEqualTo(5000);
            assertThat(side.getJMSDeliveryTime()).isEqualTo(1500);
        }
    }

    @Test
    void programsHeadersTravel() throws Exception {
        message.setJMSReplyTo(new TernQueue("answers"));
        message.setJMSCorrelationID("c-1");
        message.setJMSType("order");

        TernMessage arrived = Samples.passed(message);

        assertThat(arrived.getJMSReplyTo()).isEqualTo(new TernQueue("answers"));
        assertThat(arrived.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(arrived.getJMSType()).isEqualTo("order");
    }

    @Test
    void valuesSetByHandAreReadBackAndReplacedBySending() throws Exception {
        message.setJMSMessageID("ID:mine");
        message.setJMSDestination(new TernQueue("nowhere"));
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(1);
        message.setJMSTimestamp(1);
        message.setJMSExpiration(2);
        message.setJMSDeliveryTime(3);

        assertThat(message.getJMSMessageID()).isEqualTo("ID:mine");
        assertThat(message.getJMSDestination()).isEqualTo(new TernQueue("nowhere"));
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(1);
        assertThat(message.getJMSTimestamp()).isEqualTo(1);
        assertThat(message.getJMSExpiration()).isEqualTo(2);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(3);

        sendingSetsTheHeadersOnBothSides();
    }

    @Test
    void headersOfAReceivedMessageCanBeChangedOneByOne() throws Exception {
        FrozenMessage sent = message.freeze(FULL);
        TernMessage arrived = Samples.received(sent);

        arrived.setJMSPriority(2);
        arrived.setJMSRedelivered(true);
        arrived.setJMSType("other");

        assertThat(arrived.getJMSPriority()).isEqualTo(2);
        assertThat(arrived.getJMSRedelivered()).isTrue();
        assertThat(arrived.getJMSMessageID()).isEqualTo("ID:p1-7");
        assertThat(arrived.getJMSDestination()).isEqualTo(new TernTopic("prices"));
        assertThat(arrived.getJMSExpiration()).isEqualTo(5000);
        assertThat(Samples.received(sent).getJMSPriority()).isEqualTo(9);
        assertThat(Samples.received(sent).getJMSType()).isNull();
    }

    @Test
    void theNextSendReplacesTheHeadersOfTheLastAndThoseSetByHand() throws Exception {
        message.freeze(new Stamp(new MessageId("p1", 8), Address.queue("q"), true, 4, 0, 0, 0));
        assertThat(message.getJMSMessageID()).isEqualTo("ID:p1-8");
        assertThat(message.getJMSTimestamp()).isZero();
        message.setJMSPriority(5);
        assertThat(message.getJMSMessageID()).isEqualTo("ID:p1-8");

        message.freeze(FULL);

        assertThat(message.getJMSMessageID()).isEqualTo("ID:p1-7");
        assertThat(message.getJMSPriority()).isEqualTo(9);
    }

    @Test
    void correlationIsTextOrBytes() throws JMSException {
        byte[] native1 = {'a', 'b'};
        message.setJMSCorrelationIDAsBytes(native1);
        native1[0] = 'x';

        assertThat(message.getJMSCorrelationIDAsBytes()).containsExactly('a', 'b');
        assertThat(message.getJMSCorrelationID()).isEqualTo("ab");
        assertThat(Samples.sent(message).correlationId()).isEqualTo(Bytes.copyOf(new byte[] {'a', 'b'}));
        TernMessage arrived = Samples.passed(message);
        arrived.getJMSCorrelationIDAsBytes()[0] = 'x';
        assertThat(arrived.getJMSCorrelationIDAsBytes()).containsExactly('a', 'b');

        message.setJMSCorrelationID("grün");
        assertThat(message.getJMSCorrelationIDAsBytes()).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
        message.setJMSCorrelationIDAsBytes(null);
        assertThat(message.getJMSCorrelationID()).isNull();
    }

    @Test
    void aReplyDestinationKeepsItsOwnerForTheSenderAndLosesItForTheReceiver() throws Exception {
        Address address = Address.of(AddressKind.TEMPORARY_QUEUE, "t");
        TernTemporaryQueue own = new TernTemporaryQueue(address, gone -> { });
        message.setJMSReplyTo(own);

        assertThat(message.getJMSReplyTo()).isSameAs(own);
        TemporaryQueue named = (TemporaryQueue) Samples.passed(message).getJMSReplyTo();
        assertThat(named).isEqualTo(own);
        assertThatThrownBy(named::delete).isInstanceOf(JMSException.class);
        message.setJMSReplyTo(null);
        assertThat(Samples.passed(message).getJMSReplyTo()).isNull();
    }

    @Test
    void aForeignReplyDestinationCountsByItsName() throws Exception {
        Queue foreign = () -> "answers";
        message.setJMSReplyTo(foreign);

        assertThat(message.getJMSReplyTo()).isEqualTo(new TernQueue("answers"));
        assertThatThrownBy(() -> message.setJMSReplyTo(new Destination() { }))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void redeliveryIsTheSecondAttempt() throws Exception {
        FrozenMessage sent = Samples.sent(message);

        TernMessage first = Messages.received(sent, 1, null, Samples.NOTHING_TRUSTED);
        TernMessage second = Messages.received(sent, 2, null, Samples.NOTHING_TRUSTED);

        assertThat(first.getJMSRedelivered()).isFalse();
        assertThat(first.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(second.getJMSRedelivered()).isTrue();
        assertThat(second.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    void acknowledgeReachesTheSessionThatDelivered() throws Exception {
        int[] calls = new int[2];
        Acknowledgement session = new Acknowledgement() {
            @Override
            public void acknowledge() {
                calls[0]++;
            }

            @Override
            public void acknowledgeThis() {
                calls[1]++;
            }
        };

        Messages.received(Samples.sent(message), 1, session, Samples.NOTHING_TRUSTED).acknowledge();
        message.acknowledge();

        assertThat(calls).containsExactly(1, 0);
    }
}
