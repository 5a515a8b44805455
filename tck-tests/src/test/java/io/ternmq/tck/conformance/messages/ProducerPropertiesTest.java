// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.5 and 7.6 Properties and headers of a JMSProducer")
@Section({"7.5", "JMSProducer"})
class ProducerPropertiesTest extends Scene {

    /** A getter for each column of the conversion table. */
    private static final Map<String, Function<JMSProducer, Object>> GETTERS = Map.of(
            "boolean", producer -> producer.getBooleanProperty("p"),
            "byte", producer -> producer.getByteProperty("p"),
            "short", producer -> producer.getShortProperty("p"),
            "int", producer -> producer.getIntProperty("p"),
            "long", producer -> producer.getLongProperty("p"),
            "float", producer -> producer.getFloatProperty("p"),
            "double", producer -> producer.getDoubleProperty("p"),
            "String", producer -> producer.getStringProperty("p"));

    private JMSContext context;
    private JMSProducer producer;

    @SuppressWarnings("NullAway.Init") // set before each test
    ProducerPropertiesTest() {}

    @BeforeEach
    void open() {
        context = context(JMSContext.AUTO_ACKNOWLEDGE);
        producer = context.createProducer();
    }

    static List<String> rows() {
        return List.of("boolean", "byte", "short", "int", "long", "float", "double", "String");
    }

    private static Set<String> columns(String row) {
        return switch (row) {
            case "boolean" -> Set.of("boolean", "String");
            case "byte" -> Set.of("byte", "short", "int", "long", "String");
            case "short" -> Set.of("short", "int", "long", "String");
            case "int" -> Set.of("int", "long", "String");
            case "long" -> Set.of("long", "String");
            case "float" -> Set.of("float", "double", "String");
            case "double" -> Set.of("double", "String");
            default -> GETTERS.keySet();
        };
    }

    private void set(String row, String name) {
        switch (row) {
            case "boolean" -> producer.setProperty(name, true);
            case "byte" -> producer.setProperty(name, (byte) 12);
            case "short" -> producer.setProperty(name, (short) 12);
            case "int" -> producer.setProperty(name, 12);
            case "long" -> producer.setProperty(name, 12L);
            case "float" -> producer.setProperty(name, 12f);
            case "double" -> producer.setProperty(name, 12d);
            default -> producer.setProperty(name, "12");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Section({"3.5.4", "JMSProducer"})
    void gettersConvertAsThoseOfAMessage(String row) {
        set(row, "p");
        for (Map.Entry<String, Function<JMSProducer, Object>> getter : GETTERS.entrySet()) {
            if (columns(row).contains(getter.getKey())) {
                assertThat(getter.getValue().apply(producer)).as("%s as %s", row, getter.getKey()).isNotNull();
            } else {
                Refused.unchecked(MessageFormatRuntimeException.class, () -> getter.getValue().apply(producer));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPropertyOfEachTypeReachesTheMessageAsThatType(String row) throws Exception {
        set(row, "p");
        Object set = producer.getObjectProperty("p");
        producer.send(queue, "x");
        assertThat(take(queue).getObjectProperty("p")).isEqualTo(set);
    }

    @Test
    @Section({"3.5.4", "JMSProducer"})
    void textThatIsNoNumberIsRefusedAsJavaDoes() {
        producer.setProperty("p", "twelve");
        for (String number : List.of("byte", "short", "int", "long", "float", "double")) {
            Function<JMSProducer, Object> getter = GETTERS.getOrDefault(number, JMSProducer::getAsync);
            assertThatThrownBy(() -> getter.apply(producer)).isInstanceOf(NumberFormatException.class);
        }
        assertThat(producer.getBooleanProperty("p")).isFalse();
    }

    @Test
    void nullCanBeSetAndExists() throws Exception {
        producer.setProperty("text", (String) null).setProperty("object", (Object) null);
        assertThat(producer.propertyExists("text")).isTrue();
        assertThat(producer.getObjectProperty("object")).isNull();
        assertThat(producer.propertyExists("other")).isFalse();
        assertThat(producer.propertyExists(null)).isFalse();
        producer.send(queue, "x");
        Message received = take(queue);
        assertThat(received.propertyExists("text")).isTrue();
        assertThat(received.getStringProperty("text")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "not", "a b", "1a", "JMSPriority", "JMSXDeliveryCount", "JMS_OTHER_x", "a.b"})
    @Section({"3.5.1", "JMSProducer"})
    void namesHaveTheRulesOfMessages(String name) {
        for (String row : rows()) {
            Refused.unchecked(MessageFormatRuntimeException.class, () -> set(row, name));
        }
        Refused.unchecked(MessageFormatRuntimeException.class, () -> producer.setProperty(name, (Object) 1));
        assertThat(producer.getPropertyNames()).isEmpty();
    }

    @Test
    @Section({"3.5.1", "JMSProducer"})
    void everySetterNeedsAName() {
        for (String name : Arrays.asList(null, "")) {
            for (String row : rows()) {
                assertThatThrownBy(() -> set(row, name)).isExactlyInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> producer.setProperty(name, (Object) 1))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Section({"3.5.5", "JMSProducer"})
    void objectsOfOtherTypesAreRefused() {
        for (Object odd : List.of('c', new byte[1], List.of(), new Object(), Thread.currentThread())) {
            Refused.unchecked(MessageFormatRuntimeException.class, () -> producer.setProperty("p", odd));
        }
        assertThat(producer.propertyExists("p")).isFalse();
    }

    @Test
    void theSetOfNamesFollowsTheProducerAndCannotBeChanged() {
        Set<String> names = producer.getPropertyNames();
        producer.setProperty("a", 1).setProperty("b", 2).setProperty("a", "again");
        assertThat(names).containsExactlyInAnyOrder("a", "b");
        assertThat(names.contains(null)).isFalse();
        for (ThrowingCallable change : List.<ThrowingCallable>of(() -> names.add("c"), () -> names.remove("a"),
                names::clear, () -> names.removeIf(name -> true), () -> names.retainAll(Set.of()),
                () -> names.addAll(Set.of("c")), () -> names.removeAll(Set.of("a")), () -> {
                    Iterator<String> walk = names.iterator();
                    walk.next();
                    walk.remove();
                })) {
            assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(producer.getPropertyNames()).isEqualTo(new HashSet<>(List.of("a", "b")));
    }

    @Test
    void walkingThroughTheNamesWhileTheyChangeDisturbsNobody() {
        producer.setProperty("a", 1).setProperty("b", 2);
        try {
            for (String name : producer.getPropertyNames()) {
                producer.setProperty(name + "x", 1);
            }
        } catch (ConcurrentModificationException allowed) {
            assertThat(allowed).isNotNull();
        }
        assertThat(producer.getPropertyNames()).contains("a", "b", "ax");
    }

    @Test
    void propertiesGoOntoMessagesOfEveryFormOfSend() throws Exception {
        producer.setProperty("p", 1).setJMSType("t").setJMSCorrelationID("c").setJMSReplyTo(queue);
        producer.send(queue, "text").send(queue, Map.of("k", 1)).send(queue, new byte[] {1})
                .send(queue, (Serializable) "object").send(queue, context.createMessage());
        for (int i = 0; i < 5; i++) {
            Message received = take(queue);
            assertThat(received.getIntProperty("p")).as("message %d", i).isEqualTo(1);
            assertThat(received.getJMSType()).isEqualTo("t");
            assertThat(received.getJMSCorrelationID()).isEqualTo("c");
            assertThat(received.getJMSReplyTo()).isEqualTo(queue);
        }
    }

    @Test
    void clearingPropertiesLeavesHeadersAndOptions() throws Exception {
        producer.setProperty("p", 1).setJMSType("t").setPriority(7).clearProperties().send(queue, "x");
        Message received = take(queue);
        assertThat(received.propertyExists("p")).isFalse();
        assertThat(received.getJMSType()).isEqualTo("t");
        assertThat(received.getJMSPriority()).isEqualTo(7);
    }

    @Test
    void producersOfOneContextShareNothing() throws Exception {
        JMSProducer other = context.createProducer();
        producer.setProperty("p", 1).setJMSType("t").setPriority(7).setDisableMessageTimestamp(true);
        other.send(queue, "x");
        Message received = take(queue);
        assertThat(received.propertyExists("p")).isFalse();
        assertThat(received.getJMSType()).isNull();
        assertThat(received.getJMSPriority()).isEqualTo(4);
        assertThat(received.getJMSTimestamp()).isPositive();
    }

    @Test
    @Section({"7.5", "3.9", "JMSProducer"})
    void laterChangesDoNotReachWhatWasSent() throws Exception {
        producer.setProperty("p", "before").setJMSType("before").send(queue, "x");
        producer.setProperty("p", "after").setJMSType("after").clearProperties();
        Message received = take(queue);
        assertThat(received.getStringProperty("p")).isEqualTo("before");
        assertThat(received.getJMSType()).isEqualTo("before");
    }

    // --- headers ------------------------------------------------------------------------------------------------

    @Test
    @Section({"7.6", "JMSProducer"})
    void theLastFormOfTheCorrelationThatWasSetCounts() throws Exception {
        byte[] raw = {0, -1};
        producer.setJMSCorrelationID("text").setJMSCorrelationIDAsBytes(raw);
        raw[0] = 99;
        assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(0, -1);
        producer.getJMSCorrelationIDAsBytes()[0] = 99;
        producer.send(queue, "x");
        assertThat(take(queue).getJMSCorrelationIDAsBytes()).containsExactly(0, -1);
        producer.setJMSCorrelationID("text").send(queue, "x");
        assertThat(take(queue).getJMSCorrelationID()).isEqualTo("text");
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void headersThatAreNotSetLeaveThoseOfTheMessage() throws Exception {
        Message message = context.createMessage();
        message.setJMSType("own");
        message.setJMSCorrelationIDAsBytes(new byte[] {-1});
        message.setJMSReplyTo(queue);
        producer.send(queue, message);
        Message received = take(queue);
        assertThat(received.getJMSType()).isEqualTo("own");
        assertThat(received.getJMSCorrelationIDAsBytes()).containsExactly(-1);
        assertThat(received.getJMSReplyTo()).isEqualTo(queue);
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void headersSetToNullAreNotSetAnyMore() throws Exception {
        producer.setJMSType("t").setJMSCorrelationID("c").setJMSReplyTo(queue);
        producer.setJMSType(null).setJMSCorrelationID(null).setJMSReplyTo(null);
        assertThat(producer.getJMSType()).isNull();
        assertThat(producer.getJMSCorrelationID()).isNull();
        assertThat(producer.getJMSCorrelationIDAsBytes()).isNull();
        assertThat(producer.getJMSReplyTo()).isNull();
        TextMessage message = context.createTextMessage("x");
        message.setJMSType("own");
        producer.send(queue, message);
        assertThat(take(queue).getJMSType()).isEqualTo("own");
    }

    @Test
    @Section({"7.6", "JMSProducer"})
    void anyKindOfReplyDestinationIsKept() throws Exception {
        TemporaryTopic temporary = context.createTemporaryTopic();
        Topic foreign = (Topic) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Topic.class},
                (proxy, method, arguments) -> "far.away");
        assertThat(producer.setJMSReplyTo(temporary).getJMSReplyTo()).isEqualTo(temporary);
        producer.send(queue, "x");
        assertThat(take(queue).getJMSReplyTo()).isInstanceOf(TemporaryTopic.class).isEqualTo(temporary);
        producer.setJMSReplyTo(foreign).send(queue, "x");
        assertThat(take(queue).getJMSReplyTo()).isEqualTo(context.createTopic("far.away"));
        Destination nameless = new Destination() {};
        Refused.unchecked(InvalidDestinationRuntimeException.class, () -> producer.setJMSReplyTo(nameless));
    }

    @Test
    @Section({"7.10", "JMSProducer"})
    void theSendersMessageCarriesWhatTheProducerAdded() throws JMSException {
        Message message = context.createMessage();
        producer.setProperty("p", 1).setJMSType("t").send(queue, message);
        assertThat(message.getIntProperty("p")).isEqualTo(1);
        assertThat(message.getJMSType()).isEqualTo("t");
        assertThat(message.getJMSDestination()).isEqualTo(queue);
    }
}
