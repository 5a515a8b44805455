// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.protocol.Send;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of producers: what they refuse, and what they write on messages. */
final class ProducerTest {

    private final JmsStage stage = new JmsStage();
    private Session session;
    private MessageProducer producer;
    private Message message;

    @BeforeEach
    void open() throws JMSException {
        session = stage.connection().createSession();
        producer = session.createProducer(JmsStage.QUEUE);
        message = session.createTextMessage("hello");
    }

    @Test
    void writesTheHeadersOfSending() throws JMSException {
        producer.setTimeToLive(1_000);
        producer.setDeliveryDelay(200);
        producer.send(message);
        long now = stage.clock.millis();
        assertThat(message.getJMSMessageID()).isEqualTo("ID:c1.1-1");
        assertThat(message.getJMSDestination()).isEqualTo(JmsStage.QUEUE);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(4);
        assertThat(message.getJMSTimestamp()).isEqualTo(now);
        assertThat(message.getJMSExpiration()).isEqualTo(now + 1_000);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(now + 200);

        producer.send(message, DeliveryMode.NON_PERSISTENT, 9, 0);
        assertThat(message.getJMSMessageID()).isEqualTo("ID:c1.1-2");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(9);
        assertThat(message.getJMSExpiration()).isZero();
    }

    @Test
    void namesAMomentToTheBrokerOnlyWhenThereIsADelay() throws JMSException {
        long now = stage.clock.millis();
        stage.broker.hearsNoMatterWhat();

        producer.send(message);
        stage.broker.hears("send hello");
        assertThat(message.getJMSDeliveryTime()).isEqualTo(now);

        producer.setDeliveryDelay(200);
        producer.send(message);
        stage.broker.hears("send hello due " + (now + 200));
        assertThat(message.getJMSDeliveryTime()).isEqualTo(now + 200);
    }

    @Test
    void leavesOutTheTimestampButNeverTheIdentity() throws JMSException {
        producer.setDisableMessageID(true);
        producer.setDisableMessageTimestamp(true);
        producer.send(message);
        assertThat(message.getJMSMessageID()).startsWith("ID:");
        assertThat(message.getJMSTimestamp()).isZero();
    }

    @Test
    void livesLongWhenTheTimeToLiveIsHuge() throws JMSException {
        producer.send(message, DeliveryMode.PERSISTENT, 4, Long.MAX_VALUE);
        assertThat(message.getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> producer.setDeliveryMode(3)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setPriority(10)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setPriority(-1)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setTimeToLive(-1)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setDeliveryDelay(-1)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.send(message, 0, 4, 0)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.send(message, 1, 11, 0)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.send(message, 1, 4, -5)).isInstanceOf(JMSException.class);
    }

    @Test
    void sendsEitherToItsOwnDestinationOrToTheOneGiven() throws JMSException {
        MessageProducer any = session.createProducer(null);
        assertThat(any.getDestination()).isNull();
        any.send(JmsStage.TOPIC, message);

        assertThatThrownBy(() -> any.send(message)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> producer.send(JmsStage.QUEUE, message))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> any.send((Queue) null, message)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> producer.send(null)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void translatesRefusals() {
        stage.broker.refuses(Send.class, ErrorCode.RESOURCE_LIMIT);
        assertThatThrownBy(() -> producer.send(message)).isInstanceOf(ResourceAllocationException.class);
    }

    @Test
    void refusesWorkAfterTheEnd() throws JMSException {
        producer.close();
        producer.close();
        assertThatThrownBy(() -> producer.send(message)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::getPriority).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsTheCompletionListener() throws JMSException {
        List<String> ends = new ArrayList<>();
        producer.send(message, noting(ends));
        stage.broker.refuses(Send.class, ErrorCode.RESOURCE_LIMIT);
        producer.send(message, noting(ends));
        assertThat(ends).isEmpty();
        stage.executor.runAll();
        assertThat(ends).containsExactly("sent", "ResourceAllocationException");
        assertThatThrownBy(() -> producer.send(message, (CompletionListener) null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private CompletionListener noting(List<String> ends) {
        return new CompletionListener() {

            @Override
            public void onCompletion(Message sent) {
                assertThat(sent).isSameAs(message);
                ends.add("sent");
            }

            @Override
            public void onException(Message sent, Exception exception) {
                ends.add(exception.getClass().getSimpleName());
            }
        };
    }
}
