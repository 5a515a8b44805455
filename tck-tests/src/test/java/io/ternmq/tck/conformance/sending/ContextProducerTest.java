// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.2, 7.5, 7.6 and 7.10 Producers of contexts")
@Section({"7.10", "JMSProducer"})
class ContextProducerTest extends Sending {

    private JMSContext context;
    private JMSProducer producer;
    private JMSConsumer consumer;

    @SuppressWarnings("NullAway.Init") // set before each test
    ContextProducerTest() {}

    @BeforeEach
    void open() {
        context = context(JMSContext.AUTO_ACKNOWLEDGE);
        producer = context.createProducer();
        consumer = context.createConsumer(queue);
    }

    private Message next() {
        return arrived(consumer.receive(SOON));
    }

    // --- bodies, 7.2 --------------------------------------------------------------------------------------------

    @Test
    @Section({"7.2", "JMSProducer"})
    void aMapWithoutGoodNamesIsNoMessage() {
        Map<String, Object> none = new HashMap<>();
        none.put(null, 1);
        Map<String, Object> empty = Map.of("", 1);
        for (Map<String, Object> bad : List.of(none, empty, misused())) {
            Refusal.twin(MessageFormatRuntimeException.class, ErrorCode.MESSAGE_FORMAT,
                    () -> producer.send(queue, bad));
        }
        assertThat(consumer.receiveNoWait()).isNull();
    }

    /** A map whose names are none, as a program without generics may have it. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Object> misused() {
        Map raw = new HashMap();
        raw.put(7, "seven");
        return raw;
    }

    @Test
    @Section({"7.2", "JMSProducer"})
    void aMapMayHaveNullsAndEveryKindOfValue() throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put("nothing", null);
        values.put("byte", (byte) 1);
        values.put("char", 'c');
        values.put("bytes", new byte[] {1});
        producer.send(queue, values);
        MapMessage received = (MapMessage) next();
        assertThat(received.itemExists("nothing")).isTrue();
        assertThat(received.getString("nothing")).isNull();
        assertThat(received.getChar("char")).isEqualTo('c');
        assertThat(received.getBytes("bytes")).containsExactly(1);
        assertThat(received.getByte("byte")).isEqualTo((byte) 1);
    }

    @Test
    @Section({"7.2", "3.8"})
    void aBodyThatChangesLaterWasSentAsItWas() {
        byte[] bytes = {1, 2};
        Map<String, Object> values = new HashMap<>(Map.of("a", 1));
        ArrayList<String> list = new ArrayList<>(List.of("x"));
        context.createProducer().setAsync(new Told()).send(queue, bytes).send(queue, values)
                .send(queue, (Serializable) list);
        bytes[0] = 9;
        values.put("b", 2);
        list.add("y");
        assertThat(consumer.receiveBody(byte[].class, SOON)).containsExactly(1, 2);
        assertThat((Object) consumer.receiveBody(Map.class, SOON)).isEqualTo(Map.of("a", 1));
        assertThat(next()).isNotNull();
    }

    @Test
    @Section({"7.2", "JMSProducer"})
    void everyFormOfSendReturnsTheProducer() {
        assertThat(producer.send(queue, context.createMessage())).isSameAs(producer);
        assertThat(producer.send(queue, "x")).isSameAs(producer);
        assertThat(producer.send(queue, Map.<String, Object>of())).isSameAs(producer);
        assertThat(producer.send(queue, new byte[0])).isSameAs(producer);
        assertThat(producer.send(queue, (Serializable) 1)).isSameAs(producer);
    }

    @Test
    @Section({"7.1", "JMSProducer"})
    void oneProducerSendsToBothDomains() {
        JMSConsumer subscriber = context.createConsumer(topic);
        producer.send(queue, "to the queue").send(topic, "to the topic");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("to the queue");
        assertThat(subscriber.receiveBody(String.class, SOON)).isEqualTo("to the topic");
    }

    // --- destinations and state ---------------------------------------------------------------------------------

    private List<ThrowingCallable> sendsTo(Destination destination) {
        return List.of(
                () -> producer.send(destination, text("x")),
                () -> producer.send(destination, "x"),
                () -> producer.send(destination, Map.<String, Object>of("a", 1)),
                () -> producer.send(destination, new byte[1]),
                () -> producer.send(destination, (Serializable) 1));
    }

    @Test
    @Section({"7.2", "10.3", "JMSProducer"})
    void everyFormOfSendRefusesADestinationThatIsNone() throws Exception {
        TemporaryQueue gone = context.createTemporaryQueue();
        gone.delete();
        for (Destination invalid : List.of(gone, new Destination() {})) {
            for (ThrowingCallable send : sendsTo(invalid)) {
                Refusal.twin(InvalidDestinationRuntimeException.class, ErrorCode.INVALID_DESTINATION, send);
            }
        }
    }

    @Test
    @Section({"7.2", "6.2.15", "JMSProducer"})
    void everyFormOfSendRefusesAClosedContext() {
        context.close();
        for (ThrowingCallable send : sendsTo(queue)) {
            Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, send);
        }
    }

    @Test
    @Section({"6.1.8", "6.2.15", "JMSProducer"})
    void everySetterAndGetterRefusesAClosedContext() {
        context.close();
        List<ThrowingCallable> calls = List.of(
                () -> producer.setPriority(1),
                () -> producer.setAsync(new Told()),
                producer::getAsync,
                () -> producer.setProperty("p", 1),
                () -> producer.getIntProperty("p"),
                () -> producer.getStringProperty("p"),
                () -> producer.getObjectProperty("p"),
                () -> producer.propertyExists("p"),
                producer::getPropertyNames,
                producer::clearProperties,
                () -> producer.setJMSType("t"),
                producer::getJMSType,
                () -> producer.setJMSReplyTo(queue),
                producer::getJMSReplyTo,
                () -> producer.setJMSCorrelationID("c"),
                producer::getJMSCorrelationID,
                () -> producer.setJMSCorrelationIDAsBytes(new byte[1]),
                producer::getJMSCorrelationIDAsBytes);
        for (ThrowingCallable call : calls) {
            Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, call);
        }
    }

    @Test
    @Section({"7.10", "JMSProducer"})
    void producersOfOneContextKnowNothingOfEachOther() throws Exception {
        producer.setProperty("p", 1).setJMSType("t").setPriority(9).setAsync(new Told());
        JMSProducer other = context.createProducer();
        assertThat(other.getPropertyNames()).isEmpty();
        assertThat(other.getJMSType()).isNull();
        assertThat(other.getPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(other.getAsync()).isNull();
        other.send(queue, "x");
        Message received = next();
        assertThat(received.propertyExists("p")).isFalse();
        assertThat(received.getJMSType()).isNull();
    }

    @Test
    @Section({"7.10", "7.4"})
    void callsCanBeChainedUpToTheSend() throws Exception {
        producer.setProperty("foo", "bar").setTimeToLive(10_000).setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setDisableMessageTimestamp(true).setJMSCorrelationID("c").send(queue, "body");
        Message received = next();
        assertThat(received.getStringProperty("foo")).isEqualTo("bar");
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSTimestamp()).isZero();
        assertThat(received.getJMSExpiration()).isPositive();
        assertThat(received.getJMSCorrelationID()).isEqualTo("c");
    }

    // --- properties, 7.5 ----------------------------------------------------------------------------------------

    @Test
    @Section({"7.5", "JMSProducer"})
    void propertiesOfTheProducerGoOntoEveryKindOfBody() throws Exception {
        producer.setProperty("boolean", true).setProperty("byte", (byte) 1).setProperty("short", (short) 2)
                .setProperty("int", 3).setProperty("long", 4L).setProperty("float", 5f).setProperty("double", 6d)
                .setProperty("string", "7").setProperty("object", (Object) 8L);
        for (ThrowingCallable send : sendsTo(queue)) {
            org.assertj.core.api.Assertions.assertThatCode(send).doesNotThrowAnyException();
            Message received = next();
            assertThat(received.getBooleanProperty("boolean")).isTrue();
            assertThat(received.getByteProperty("byte")).isEqualTo((byte) 1);
            assertThat(received.getShortProperty("short")).isEqualTo((short) 2);
            assertThat(received.getIntProperty("int")).isEqualTo(3);
            assertThat(received.getLongProperty("long")).isEqualTo(4);
            assertThat(received.getFloatProperty("float")).isEqualTo(5f);
            assertThat(received.getDoubleProperty("double")).isEqualTo(6d);
            assertThat(received.getStringProperty("string")).isEqualTo("7");
            assertThat(received.getObjectProperty("object")).isEqualTo(8L);
        }
    }

    @Test
    @Section("7.5")
    void aPropertyThatIsSetLaterIsNotOnWhatWasSent() throws Exception {
        producer.setProperty("p", 1).send(queue, "first").setProperty("p", 2).send(queue, "second");
        assertThat(next().getIntProperty("p")).isEqualTo(1);
        assertThat(next().getIntProperty("p")).isEqualTo(2);
    }

    @Test
    @Section("7.5")
    void theSendersMessageShowsTheProducersProperties() throws Exception {
        TextMessage message = context.createTextMessage("x");
        message.setStringProperty("p", "message");
        producer.setProperty("p", "producer").send(queue, message);
        assertThat(message.getStringProperty("p")).isEqualTo("producer");
    }

    @Test
    @Section({"7.5", "JMSProducer"})
    void clearingPropertiesLeavesHeadersAndOptions() {
        producer.setProperty("p", 1).setJMSType("t").setJMSCorrelationID("c").setJMSReplyTo(topic).setPriority(7);
        assertThat(producer.clearProperties()).isSameAs(producer);
        assertThat(producer.propertyExists("p")).isFalse();
        assertThat(producer.getJMSType()).isEqualTo("t");
        assertThat(producer.getJMSCorrelationID()).isEqualTo("c");
        assertThat(producer.getJMSReplyTo()).isEqualTo(topic);
        assertThat(producer.getPriority()).isEqualTo(7);
    }

    @Test
    @Section({"7.5", "10.3", "JMSProducer"})
    void aReadOnlyMessageTakesHeadersButNoProperties() throws Exception {
        producer.send(queue, "x");
        Message received = next();
        producer.setJMSType("again").send(queue, received);
        Message again = next();
        assertThat(again.getJMSType()).isEqualTo("again");
        producer.setProperty("p", 1);
        Refusal.of(MessageNotWriteableRuntimeException.class, () -> producer.send(queue, again));
        producer.clearProperties().send(queue, again);
        assertThat(next()).isNotNull();
    }

    // --- headers, 7.6 -------------------------------------------------------------------------------------------

    @Test
    @Section({"7.6", "JMSProducer"})
    void whatTheProducerDoesNotSetStaysWithTheMessage() throws Exception {
        Message message = context.createTextMessage("x");
        message.setJMSType("mine");
        message.setJMSCorrelationID("mine");
        message.setJMSReplyTo(topic);
        producer.setJMSType("other").setJMSType(null).setJMSCorrelationID("other").setJMSCorrelationID(null)
                .setJMSReplyTo(queue).setJMSReplyTo(null).send(queue, message);
        Message received = next();
        assertThat(received.getJMSType()).isEqualTo("mine");
        assertThat(received.getJMSCorrelationID()).isEqualTo("mine");
        assertThat(received.getJMSReplyTo()).isEqualTo(topic);
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void theLastWordOnTheCorrelationCounts() throws Exception {
        producer.setJMSCorrelationID("text").setJMSCorrelationIDAsBytes(new byte[] {-1, 2}).send(queue, "a");
        assertThat(next().getJMSCorrelationIDAsBytes()).containsExactly(-1, 2);
        producer.setJMSCorrelationID("text").send(queue, "b");
        assertThat(next().getJMSCorrelationID()).isEqualTo("text");
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void correlationBytesAreCopiedBothWays() {
        byte[] bytes = {1, 2};
        producer.setJMSCorrelationIDAsBytes(bytes);
        bytes[0] = 9;
        byte[] told = producer.getJMSCorrelationIDAsBytes();
        assertThat(told).containsExactly(1, 2);
        told[1] = 9;
        assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(1, 2);
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void aReplyDestinationOfAnotherProviderCountsByItsName() throws Exception {
        Queue foreign = (Queue) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Queue.class}, (proxy, method, arguments) -> "answers");
        producer.setJMSReplyTo(foreign).send(queue, "x");
        assertThat(((Queue) next().getJMSReplyTo()).getQueueName()).isEqualTo("answers");
        Refusal.twin(InvalidDestinationRuntimeException.class, ErrorCode.INVALID_DESTINATION,
                () -> producer.setJMSReplyTo(new Destination() {}));
    }

    @Test
    @Section({"7.6", "3.4.6"})
    void aReplyDestinationMayBeTemporaryOrATopic() throws Exception {
        TemporaryQueue temporary = context.createTemporaryQueue();
        producer.setJMSReplyTo(temporary).send(queue, "x").setJMSReplyTo(topic).send(queue, "y");
        assertThat(next().getJMSReplyTo()).isInstanceOf(TemporaryQueue.class).isEqualTo(temporary);
        assertThat(next().getJMSReplyTo()).isInstanceOf(Topic.class).isEqualTo(topic);
    }

    @Test
    @Section({"7.6", "3.12"})
    void headersAndPropertiesGoOntoMessagesOfOtherProviders() throws Exception {
        TextMessage inner = session.createTextMessage("foreign");
        TextMessage foreign = Foreign.of(inner, TextMessage.class);
        producer.setProperty("p", 1).setJMSType("t").setJMSCorrelationID("c").setJMSReplyTo(topic)
                .send(queue, foreign);
        assertThat(inner.getIntProperty("p")).isEqualTo(1);
        Message received = next();
        assertThat(received.getIntProperty("p")).isEqualTo(1);
        assertThat(received.getJMSType()).isEqualTo("t");
        assertThat(received.getJMSReplyTo()).isEqualTo(topic);
    }
}
