// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContextTest extends OutboundStage {

    @Test
    void putsPropertiesAndHeadersOntoEveryMessage() throws Exception {
        try (JMSContext context = programs(pool(factory())).createContext()) {
            Queue queue = context.createQueue("orders");
            JMSProducer producer = context.createProducer()
                    .setProperty("flag", true)
                    .setProperty("byte", (byte) 1)
                    .setProperty("short", (short) 2)
                    .setProperty("int", 3)
                    .setProperty("long", 4L)
                    .setProperty("float", 5f)
                    .setProperty("double", 6d)
                    .setProperty("text", "seven")
                    .setProperty("object", (Object) 8)
                    .setJMSCorrelationID("correlated")
                    .setJMSType("order")
                    .setJMSReplyTo(queue)
                    .setPriority(7)
                    .setTimeToLive(60_000)
                    .setDeliveryDelay(0)
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageID(false)
                    .setDisableMessageTimestamp(false);
            assertThat(producer.getPropertyNames()).hasSize(9).contains("flag", "object");
            assertThat(producer.getIntProperty("int")).isEqualTo(3);
            assertThat(producer.propertyExists("none")).isFalse();
            assertThat(producer.getStringProperty("none")).isNull();
            producer.send(queue, "body");
            Message message = context.createConsumer(queue, "flag AND text = 'seven'").receive(LONG);
            assertThat(message.getObjectProperty("object")).isEqualTo(8);
            assertThat(message.getDoubleProperty("double")).isEqualTo(6d);
            assertThat(message.getJMSCorrelationID()).isEqualTo("correlated");
            assertThat(message.getJMSType()).isEqualTo("order");
            assertThat(message.getJMSReplyTo()).isEqualTo(queue);
            assertThat(message.getJMSPriority()).isEqualTo(7);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            Set<String> names = producer.getPropertyNames();
            assertThat(producer.clearProperties()).isSameAs(producer);
            assertThat(names).as("names as they are at any time").isEmpty();
            producer.setJMSCorrelationIDAsBytes("raw".getBytes(StandardCharsets.UTF_8)).send(queue, "again");
            assertThat(producer.getJMSCorrelationIDAsBytes()).isEqualTo("raw".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void sendsBodiesOfEveryKind() throws Exception {
        try (JMSContext context = programs(pool(factory())).createContext()) {
            Queue queue = context.createQueue("orders");
            byte[] bytes = {1, 2, 3};
            context.createProducer()
                    .send(queue, "text")
                    .send(queue, Map.<String, Object>of("a", 1))
                    .send(queue, bytes)
                    .send(queue, Integer.valueOf(4))
                    .send(queue, context.createMessage());
            JMSConsumer consumer = context.createConsumer(queue);
            assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("text");
            assertThat(consumer.receive(LONG)).isInstanceOfSatisfying(
                    MapMessage.class, map -> assertThat(mapOf(map)).isEqualTo(Map.of("a", 1)));
            assertThat(consumer.receive(LONG)).isInstanceOf(BytesMessage.class);
            assertThat(consumer.receiveBody(Integer.class)).isEqualTo(4);
            assertThat(consumer.receive()).isNotNull();
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(consumer.<String>receiveBodyNoWait(String.class)).isNull();
            assertThatThrownBy(() -> context.createProducer().send(queue, (Message) null))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThatThrownBy(() -> context.createConsumer(queue, "not a selector"))
                    .isInstanceOf(InvalidSelectorRuntimeException.class);
        }
    }

    private static Object mapOf(MapMessage message) {
        try {
            return message.getBody(Map.class);
        } catch (jakarta.jms.JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doesNotConsumeAMessageWithoutTheBodyThatIsAskedFor() throws Exception {
        send("orders", "text");
        try (JMSContext context = programs(pool(factory())).createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            assertThatThrownBy(() -> consumer.receiveBody(Map.class, LONG))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThatThrownBy(() -> consumer.receiveBody(null)).isInstanceOf(MessageFormatRuntimeException.class);
        }
        assertThat(drain("orders")).containsExactly("text");
    }

    @Test
    void givesAMessageWithAnotherBodyAgainWhenTheProgramAcknowledges() throws Exception {
        send("orders", "one", "two");
        try (JMSContext context = programs(pool(clientFactory())).createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            assertThatThrownBy(() -> consumer.receiveBody(Map.class, LONG))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("one");
            context.acknowledge();
            assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("two");
        }
        assertThat(drain("orders")).containsExactly("two");
    }

    @Test
    void asksAndAnswersThroughATemporaryQueue() throws Exception {
        TestPool pool = pool(factory());
        try (JMSContext asking = programs(pool).createContext();
                JMSContext answering = programs(pool).createContext()) {
            TemporaryQueue replies = asking.createTemporaryQueue();
            asking.createProducer().setJMSReplyTo(replies).send(asking.createQueue("requests"), "two and two");
            Message request =
                    answering.createConsumer(answering.createQueue("requests")).receive(LONG);
            answering.createProducer().send(request.getJMSReplyTo(), "four");
            assertThat(asking.createConsumer(replies).receiveBody(String.class, LONG)).isEqualTo("four");
        }
        assertThat(pool.created()).isEqualTo(2);
        assertThat(broker.management().queues()).noneMatch(queue -> queue.name().contains("temp"));
    }

    @Test
    void subscribesInEveryWay() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setClientId("me");
        try (JMSContext context = programs(pool(factory)).createContext()) {
            Topic topic = context.createTopic("news");
            JMSConsumer[] consumers = {
                context.createConsumer(topic),
                context.createConsumer(topic, null, false),
                context.createSharedConsumer(topic, "a"),
                context.createSharedConsumer(topic, "b", "x IS NULL"),
                context.createDurableConsumer(topic, "c"),
                context.createDurableConsumer(topic, "d", null, false),
                context.createSharedDurableConsumer(topic, "e"),
                context.createSharedDurableConsumer(topic, "f", "x IS NULL")
            };
            context.createProducer().send(topic, "flash");
            for (JMSConsumer consumer : consumers) {
                assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("flash");
                consumer.close();
            }
            for (String name : new String[] {"c", "d", "e", "f"}) {
                context.unsubscribe(name);
            }
            assertThat(context.getClientID()).isEqualTo("me");
            assertThat(context.getMetaData().getJMSMajorVersion()).isEqualTo(3);
        }
    }

    @Test
    void startsByItselfOnlyWhenItMay() throws Exception {
        send("orders", "one");
        try (JMSContext context = programs(pool(factory())).createContext()) {
            context.setAutoStart(false);
            assertThat(context.getAutoStart()).isFalse();
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            assertThat(consumer.receive(100)).isNull();
            context.start();
            assertThat(consumer.receive(LONG)).isNotNull();
            Enumeration<?> left = context.createBrowser(context.createQueue("orders")).getEnumeration();
            assertThat(left.hasMoreElements()).isFalse();
        }
    }
}
