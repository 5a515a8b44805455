// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.EmptyBody;
import io.ternmq.protocol.Credit;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import java.io.Serializable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simplified interfaces. */
final class ContextTest {

    private final JmsStage stage = new JmsStage();

    @Test
    void startsWithItsFirstConsumerUnlessToldOtherwise() {
        JMSContext context = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(JmsStage.QUEUE);
        stage.broker.hears("open 1 at queue://orders");
        assertThat(consumer.receiveNoWait()).isNull();
        stage.broker.hears("credit 1 +1", "credit 1 revoked");

        JMSContext stopped = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        stopped.setAutoStart(false);
        assertThat(stopped.createConsumer(JmsStage.QUEUE).receiveNoWait()).isNull();
        stage.broker.hears("open 1 at queue://orders");
    }

    @Test
    void sharesItsConnectionUntilTheLastOneGoes() {
        JMSContext first = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext second = first.createContext(JMSContext.SESSION_TRANSACTED);
        assertThat(second.getTransacted()).isTrue();
        first.close();
        first.close();
        stage.broker.hearsNothing();
        assertThatThrownBy(first::createProducer).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> first.createContext(1)).isInstanceOf(IllegalStateRuntimeException.class);

        second.close();
        stage.broker.hears("Disconnect[]", "end");
    }

    @Test
    void refusesUnknownModesBeforeItConnects() {
        assertThatThrownBy(() -> stage.context(77)).isInstanceOf(JMSRuntimeException.class);
        stage.broker.hearsNothing();
    }

    @Test
    void takesAClientIdentifierFirst() {
        JMSContext context = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("billing");
        assertThat(context.getClientID()).isEqualTo("billing");
        JMSContext used = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        used.createProducer();
        assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void putsItsPropertiesAndHeadersOnEveryMessage() throws JMSException {
        JMSContext context = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        Message message = context.createMessage();
        message.setIntProperty("n", 1);
        JMSProducer producer = context.createProducer()
                .setProperty("n", 2)
                .setProperty("s", "text")
                .setJMSType("type")
                .setJMSCorrelationID("correlation")
                .setJMSReplyTo(JmsStage.TOPIC)
                .setPriority(7);
        assertThat(producer.send(JmsStage.QUEUE, message)).isSameAs(producer);
        assertThat(message.getIntProperty("n")).isEqualTo(2);
        assertThat(message.getStringProperty("s")).isEqualTo("text");
        assertThat(message.getJMSType()).isEqualTo("type");
        assertThat(message.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(message.getJMSReplyTo()).isEqualTo(JmsStage.TOPIC);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(producer.getPropertyNames()).containsExactly("n", "s");
        assertThat(producer.getStringProperty("n")).isEqualTo("2");
        assertThat(producer.clearProperties().propertyExists("n")).isFalse();
    }

    @Test
    void refusesWhatCannotBeSent() {
        JMSContext context = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSProducer producer = context.createProducer();
        assertThatThrownBy(() -> producer.send(JmsStage.QUEUE, (Message) null))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.send(null, "text")).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> producer.send(JmsStage.QUEUE, Map.of("a", new Object())))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.setProperty("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> producer.setPriority(10)).isInstanceOf(JMSRuntimeException.class);

        JMSConsumer consumer = context.createConsumer(JmsStage.QUEUE);
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));
        Message received = consumer.receiveNoWait();
        producer.setProperty("n", 1);
        assertThatThrownBy(() -> producer.send(JmsStage.QUEUE, received))
                .isInstanceOf(MessageNotWriteableRuntimeException.class);
    }

    @Test
    void sendsEmptyBodies() {
        JMSContext context = stage.context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer()
                .send(JmsStage.QUEUE, (String) null)
                .send(JmsStage.QUEUE, (Map<String, Object>) null)
                .send(JmsStage.QUEUE, (byte[]) null)
                .send(JmsStage.QUEUE, (Serializable) null);
        stage.broker.hears("send null", "send ?", "send ?", "send ?");
    }

    @Test
    void returnsTheBodyOfTheNextMessage() {
        JMSConsumer consumer = stage.context(JMSContext.AUTO_ACKNOWLEDGE).createConsumer(JmsStage.QUEUE);
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));
        assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("a");
        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
    }

    @Test
    void givesBackAMessageWhoseBodyIsNotOfTheWantedType() {
        JMSConsumer consumer = stage.context(JMSContext.AUTO_ACKNOWLEDGE).createConsumer(JmsStage.QUEUE);
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));
        stage.broker.hearsNoMatterWhat();
        assertThatThrownBy(() -> consumer.receiveBodyNoWait(Map.class))
                .isInstanceOf(MessageFormatRuntimeException.class);
        stage.broker.hears("credit 1 +1", "credit 1 revoked", "settle: released 1/10");

        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(
                1, 11, "no body", message -> message.body(EmptyBody.INSTANCE)));
        assertThatThrownBy(() -> consumer.receiveBodyNoWait(String.class))
                .isInstanceOf(MessageFormatRuntimeException.class);
    }

    @Test
    void acknowledgesForAllItsConsumers() {
        JMSContext context = stage.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(JmsStage.QUEUE);
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));
        consumer.receiveNoWait();
        stage.broker.hearsNoMatterWhat();
        context.acknowledge();
        stage.broker.hears("settle: accepted 1/10");
    }
}
