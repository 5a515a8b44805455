// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("3.12 Messages of other providers")
@Section("3.12")
class ForeignMessagesTest extends Scene {

    /** A message that is none of ours, though it behaves like one. */
    private static Message foreign(Message inner) {
        Class<?> type = inner instanceof TextMessage ? TextMessage.class
                : inner instanceof BytesMessage ? BytesMessage.class
                : inner instanceof MapMessage ? MapMessage.class
                : inner instanceof StreamMessage ? StreamMessage.class
                : inner instanceof ObjectMessage ? ObjectMessage.class : Message.class;
        return (Message) Proxy.newProxyInstance(
                ForeignMessagesTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindArrivesWithBodyPropertiesAndHeaders(String kind) throws Exception {
        Message message = foreign(sample(session, kind));
        message.setIntProperty("size", 7);
        message.setJMSType("foreign");
        message.setJMSCorrelationID("c");
        message.setJMSReplyTo(session.createQueue("answers"));
        send(message);
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getIntProperty("size")).isEqualTo(7);
        assertThat(received.getJMSType()).isEqualTo("foreign");
        assertThat(received.getJMSCorrelationID()).isEqualTo("c");
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName()).isEqualTo("answers");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void headersOfTheSendAreSetOnIt(String kind) throws Exception {
        Message message = foreign(sample(session, kind));
        message.setJMSDestination(null);
        message.setJMSExpiration(9999);
        message.setJMSPriority(9999);
        message.setJMSMessageID("foo");
        message.setJMSTimestamp(9999);
        message.setJMSDeliveryMode(9999);
        message.setJMSDeliveryTime(9999);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.NON_PERSISTENT, 6, 60_000);
        }
        Message received = take(queue);
        assertThat(((Queue) message.getJMSDestination()).getQueueName()).isEqualTo(queue.getQueueName());
        assertThat(message.getJMSPriority()).isEqualTo(6).isEqualTo(received.getJMSPriority());
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSMessageID()).startsWith("ID:").isEqualTo(received.getJMSMessageID());
        assertThat(message.getJMSTimestamp()).isEqualTo(received.getJMSTimestamp());
        assertThat(message.getJMSExpiration()).isEqualTo(received.getJMSExpiration()).isGreaterThan(60_000);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(received.getJMSDeliveryTime());
    }

    @Test
    void correlationBytesArrive() throws Exception {
        Message message = foreign(session.createMessage());
        message.setJMSCorrelationIDAsBytes(new byte[] {1, 2});
        send(message);
        assertThat(take(queue).getJMSCorrelationIDAsBytes()).containsExactly(1, 2);
    }

    @Test
    void itCanBeSentTwiceAndBytesAreReadFromTheirBeginning() throws Exception {
        Message message = foreign(sample(session, "bytes"));
        send(message);
        send(message);
        Bodies.assertComplete(take(queue));
        Bodies.assertComplete(take(queue));
    }

    @Test
    void aForeignMessageThatFailsIsRefused() throws Exception {
        TextMessage broken = (TextMessage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TextMessage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getText")) {
                        throw new MessageFormatException("on purpose");
                    }
                    return null;
                });
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThatThrownBy(() -> producer.send(broken)).isInstanceOf(MessageFormatException.class);
        }
        assertEmpty(queue);
    }

    @Test
    void theCallbackOfAnAsynchronousSendGetsTheForeignMessage() throws Exception {
        Message message = foreign(sample(session, "text"));
        CompletableFuture<Message> told = new CompletableFuture<>();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, new CompletionListener() {
                @Override
                public void onCompletion(Message sent) {
                    told.complete(sent);
                }

                @Override
                public void onException(Message sent, Exception exception) {
                    told.completeExceptionally(exception);
                }
            });
            assertThat(told.get(5, TimeUnit.SECONDS) == message).isTrue();
        }
        Bodies.assertComplete(take(queue));
    }

    @Test
    void aContextsProducerPutsItsPropertiesOnIt() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().setProperty("p", 1).setJMSType("t").send(queue, foreign(sample(session, "map")));
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getIntProperty("p")).isEqualTo(1);
        assertThat(received.getJMSType()).isEqualTo("t");
    }

    @Test
    void aForeignDestinationCounts() throws Exception {
        Queue other = (Queue) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Queue.class},
                (proxy, method, arguments) -> queue.getQueueName());
        try (MessageProducer producer = session.createProducer(other)) {
            producer.send(session.createTextMessage("x"));
        }
        Destination used = take(queue).getJMSDestination();
        assertThat(used).isEqualTo(queue);
    }
}
