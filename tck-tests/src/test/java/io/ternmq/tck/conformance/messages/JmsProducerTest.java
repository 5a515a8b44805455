// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4 to 7.6 and 7.10 JMSProducer")
@Section("7.10")
class JmsProducerTest extends Scene {

    private JMSContext context;
    private JMSProducer producer;
    private JMSConsumer consumer;

    @SuppressWarnings("NullAway.Init") // set before each test
    JmsProducerTest() {}

    @BeforeEach
    void open() {
        context = context(JMSContext.AUTO_ACKNOWLEDGE);
        producer = context.createProducer();
        consumer = context.createConsumer(queue);
    }

    private <T extends Message> T next(Class<T> type) {
        return arrived(consumer.receive(SOON), type);
    }

    @Test
    @Section("7.4")
    void aNewProducerHasTheDefaults() {
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(4);
        assertThat(producer.getTimeToLive()).isZero();
        assertThat(producer.getDeliveryDelay()).isZero();
        assertThat(producer.getDisableMessageID()).isFalse();
        assertThat(producer.getDisableMessageTimestamp()).isFalse();
        assertThat(producer.getAsync()).isNull();
        assertThat(producer.getJMSType()).isNull();
        assertThat(producer.getJMSReplyTo()).isNull();
        assertThat(producer.getJMSCorrelationID()).isNull();
        assertThat(producer.getJMSCorrelationIDAsBytes()).isNull();
        assertThat(producer.getPropertyNames()).isEmpty();
    }

    @Test
    void everySetterReturnsTheProducer() {
        CompletionListener nobody = null;
        assertThat(producer.setAsync(nobody).setDeliveryDelay(0).setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setDisableMessageID(false).setDisableMessageTimestamp(false).setJMSCorrelationID("c")
                .setJMSCorrelationIDAsBytes(new byte[] {1}).setJMSReplyTo(queue).setJMSType("t").setPriority(8)
                .setTimeToLive(60_000).setProperty("a", 1).setProperty("b", true).setProperty("c", (byte) 1)
                .setProperty("d", 1d).setProperty("e", 1f).setProperty("f", 1L).setProperty("g", (short) 1)
                .setProperty("h", "x").setProperty("i", (Object) 1).send(queue, "body").clearProperties())
                .isSameAs(producer);
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(8);
        assertThat(producer.getTimeToLive()).isEqualTo(60_000);
    }

    @Test
    @Section("7.4")
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> producer.setDeliveryMode(-1)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> producer.setPriority(-1)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> producer.setPriority(10)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    @Section({"7.2", "JMSProducer"})
    void bodiesOfEveryKindAreSent() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("int", 10);
        map.put("text", "x");
        map.put("bytes", new byte[] {4});
        producer.send(queue, "words").send(queue, map).send(queue, new byte[] {1, 2}).send(queue, (Serializable) 5);
        assertThat(next(TextMessage.class).getText()).isEqualTo("words");
        MapMessage received = next(MapMessage.class);
        assertThat(received.getInt("int")).isEqualTo(10);
        assertThat(received.getBytes("bytes")).containsExactly(4);
        assertThat(next(BytesMessage.class).getBody(byte[].class)).containsExactly(1, 2);
        assertThat(next(ObjectMessage.class).getObject()).isEqualTo(5);
    }

    @Test
    @Section({"7.2", "8.6"})
    void receiveBodyGivesWhatWasSent() {
        producer.send(queue, "words").send(queue, Map.<String, Object>of("int", 10)).send(queue, new byte[] {1, 2})
                .send(queue, (Serializable) 5);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("words");
        assertThat((Object) consumer.receiveBody(Map.class, SOON)).isEqualTo(Map.of("int", 10));
        assertThat(consumer.receiveBody(byte[].class, SOON)).containsExactly(1, 2);
        assertThat(consumer.receiveBody(Serializable.class, SOON)).isEqualTo(5);
    }

    @Test
    @Section({"7.2", "JMSProducer"})
    void nullBodiesMakeEmptyMessages() throws Exception {
        producer.send(queue, (String) null).send(queue, (Map<String, Object>) null).send(queue, (byte[]) null)
                .send(queue, (Serializable) null);
        assertThat(next(TextMessage.class).getText()).isNull();
        assertThat(next(MapMessage.class).getMapNames().hasMoreElements()).isFalse();
        assertThat(next(BytesMessage.class).getBodyLength()).isZero();
        assertThat(next(ObjectMessage.class).getObject()).isNull();
    }

    @Test
    @Section("JMSProducer")
    void messagesThatCannotBeSentAreRefused() {
        assertThatThrownBy(() -> producer.send(queue, (Message) null))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, Map.<String, Object>of("n", new ArrayList<String>())))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, (Serializable) new ArrayList<>(List.of(new Object()))))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    @Section({"7.1", "JMSProducer"})
    void aDestinationIsNeeded() {
        List<Consumer<Destination>> forms = List.of(
                none -> producer.send(none, context.createMessage()),
                none -> producer.send(none, "x"),
                none -> producer.send(none, Map.of()),
                none -> producer.send(none, new byte[1]),
                none -> producer.send(none, (Serializable) 1));
        for (Consumer<Destination> form : forms) {
            assertThatThrownBy(() -> form.accept((Queue) null)).isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    @Test
    @Section("7.5")
    void propertiesOfTheProducerOverrideThoseOfTheMessage() throws Exception {
        Message message = context.createMessage();
        message.setIntProperty("both", 1);
        message.setIntProperty("own", 2);
        producer.setProperty("both", "producer").setProperty("more", 3L).send(queue, message);
        Message received = next(Message.class);
        assertThat(received.getObjectProperty("both")).isEqualTo("producer");
        assertThat(received.getObjectProperty("own")).isEqualTo(2);
        assertThat(received.getObjectProperty("more")).isEqualTo(3L);
    }

    @Test
    @Section("7.5")
    void propertiesStayUntilTheyAreCleared() throws Exception {
        producer.setProperty("p", 1).send(queue, "one").send(queue, "two").clearProperties().send(queue, "three");
        assertThat(next(Message.class).propertyExists("p")).isTrue();
        assertThat(next(Message.class).propertyExists("p")).isTrue();
        assertThat(next(Message.class).propertyExists("p")).isFalse();
    }

    @Test
    @Section("7.5")
    void propertyNamesAreALiveViewThatNobodyCanChange() {
        Set<String> names = producer.getPropertyNames();
        assertThat(names).isEmpty();
        producer.setProperty("one", 1).setProperty("two", 2);
        assertThat(names).containsExactlyInAnyOrder("one", "two").hasSize(2).contains("one").doesNotContain("three");
        assertThatThrownBy(() -> names.remove("one")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> names.add("three")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(names::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> {
            var walk = names.iterator();
            walk.next();
            walk.remove();
        }).isInstanceOf(UnsupportedOperationException.class);
        producer.clearProperties();
        assertThat(names).isEmpty();
        assertThat(producer.propertyExists("one")).isFalse();
    }

    @Test
    @Section("7.5")
    void aReadOnlyMessageCannotTakeTheProducersProperties() throws Exception {
        producer.send(queue, "x");
        Message received = next(TextMessage.class);
        producer.send(queue, received);
        Message again = next(TextMessage.class);
        producer.setProperty("p", 1);
        assertThatThrownBy(() -> producer.send(queue, again)).isInstanceOf(MessageNotWriteableRuntimeException.class);
        again.clearProperties();
        producer.send(queue, again);
        assertThat(next(TextMessage.class).getIntProperty("p")).isEqualTo(1);
    }

    @Test
    @Section("7.5")
    void propertiesHaveTheRulesOfMessages() {
        for (String name : Arrays.asList(null, "")) {
            assertThatThrownBy(() -> producer.setProperty(name, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> producer.setProperty(name, "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> producer.setProperty(name, (Object) 1L))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> producer.setProperty("n", new ArrayList<String>()))
                .isInstanceOf(MessageFormatRuntimeException.class);
        producer.setProperty("b", (byte) 1).setProperty("s", "12").setProperty("t", true);
        assertThat(producer.getLongProperty("b")).isEqualTo(1);
        assertThat(producer.getDoubleProperty("s")).isEqualTo(12);
        assertThat(producer.getStringProperty("t")).isEqualTo("true");
        assertThatThrownBy(() -> producer.getFloatProperty("b")).isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.getByteProperty("t")).isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.getBooleanProperty("b")).isInstanceOf(MessageFormatRuntimeException.class);
    }

    @Test
    @Section("7.5")
    void aPropertyThatIsNotSetReadsAsNullWould() {
        assertThat(producer.getObjectProperty("absent")).isNull();
        assertThat(producer.getStringProperty("absent")).isNull();
        assertThat(producer.getBooleanProperty("absent")).isFalse();
        assertThatThrownBy(() -> producer.getByteProperty("absent")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> producer.getShortProperty("absent")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> producer.getIntProperty("absent")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> producer.getLongProperty("absent")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> producer.getFloatProperty("absent")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> producer.getDoubleProperty("absent")).isInstanceOf(NullPointerException.class);
    }

    @Test
    @Section("7.6")
    void headersOfTheProducerOverrideThoseOfTheMessage() throws Exception {
        Message message = context.createMessage();
        message.setJMSType("message");
        message.setJMSCorrelationID("message");
        Queue answers = context.createQueue("answers");
        producer.setJMSType("producer").setJMSReplyTo(answers).setJMSCorrelationID("producer").send(queue, message);
        Message received = next(Message.class);
        assertThat(received.getJMSType()).isEqualTo("producer");
        assertThat(received.getJMSCorrelationID()).isEqualTo("producer");
        assertThat(received.getJMSReplyTo()).isEqualTo(answers);
        assertThat(producer.getJMSReplyTo()).isEqualTo(answers);
    }

    @Test
    @Section("7.6")
    void correlationBytesOfTheProducerAreSent() throws Exception {
        producer.setJMSCorrelationIDAsBytes(new byte[] {9, 8}).send(queue, "x");
        assertThat(next(Message.class).getJMSCorrelationIDAsBytes()).containsExactly(9, 8);
        assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(9, 8);
        producer.setJMSCorrelationIDAsBytes(null).send(queue, "y");
        assertThat(next(Message.class).getJMSCorrelationIDAsBytes()).isNull();
    }

    @Test
    @Section("7.4")
    void optionsReachTheMessage() throws Exception {
        Message message = context.createMessage();
        producer.setPriority(2).setDeliveryMode(DeliveryMode.NON_PERSISTENT).setTimeToLive(60_000)
                .setDeliveryDelay(20).send(queue, message);
        assertThat(message.getJMSPriority()).isEqualTo(2);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp() + 20);
        Message received = next(Message.class);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSExpiration()).isEqualTo(message.getJMSTimestamp() + 60_000);
    }

    @Test
    @Section("7.2")
    void messagesOfOtherSessionsCanBeSent() throws Exception {
        producer.send(queue, session.createTextMessage("from a session"));
        assertThat(next(TextMessage.class).getText()).isEqualTo("from a session");
    }

    @Test
    @Section("6.2.15")
    void afterItsContextIsClosedNothingCanBeSent() {
        context.close();
        assertThatThrownBy(() -> producer.send(queue, "x")).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> context.createProducer()).isInstanceOf(IllegalStateRuntimeException.class);
    }
}
