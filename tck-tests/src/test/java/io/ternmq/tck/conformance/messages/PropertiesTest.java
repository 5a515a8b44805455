// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5 Message properties")
@Section("3.5")
class PropertiesTest extends Scene {

    private static final Map<String, Object> VALUES = Map.of(
            "Boolean", true,
            "Byte", (byte) 12,
            "Short", (short) 12,
            "Integer", 12,
            "Long", 12L,
            "Float", 12f,
            "Double", 12d,
            "String", "12");

    /** Which getters may read what was set as which type; the table of section 3.5.4. */
    private static final Map<String, Set<String>> READABLE = Map.of(
            "Boolean", Set.of("Boolean", "String"),
            "Byte", Set.of("Byte", "Short", "Integer", "Long", "String"),
            "Short", Set.of("Short", "Integer", "Long", "String"),
            "Integer", Set.of("Integer", "Long", "String"),
            "Long", Set.of("Long", "String"),
            "Float", Set.of("Float", "Double", "String"),
            "Double", Set.of("Double", "String"),
            "String", Set.of("Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "String"));

    private static Object get(Message message, String type, String name) throws JMSException {
        return switch (type) {
            case "Boolean" -> message.getBooleanProperty(name);
            case "Byte" -> message.getByteProperty(name);
            case "Short" -> message.getShortProperty(name);
            case "Integer" -> message.getIntProperty(name);
            case "Long" -> message.getLongProperty(name);
            case "Float" -> message.getFloatProperty(name);
            case "Double" -> message.getDoubleProperty(name);
            default -> message.getStringProperty(name);
        };
    }

    private static void set(Message message, String name, String type) throws JMSException {
        switch (type) {
            case "Boolean" -> message.setBooleanProperty(name, true);
            case "Byte" -> message.setByteProperty(name, (byte) 12);
            case "Short" -> message.setShortProperty(name, (short) 12);
            case "Integer" -> message.setIntProperty(name, 12);
            case "Long" -> message.setLongProperty(name, 12);
            case "Float" -> message.setFloatProperty(name, 12);
            case "Double" -> message.setDoubleProperty(name, 12);
            default -> message.setStringProperty(name, "12");
        }
    }

    static List<String> types() {
        return List.of("Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "String");
    }

    @ParameterizedTest
    @MethodSource("types")
    @Section("3.5.4")
    void convertsWhatTheTableAllowsAndRefusesTheRest(String type) throws Exception {
        Message message = session.createMessage();
        set(message, "asType", type);
        message.setObjectProperty("asObject", VALUES.get(type));
        Message received = through(message, Message.class);
        for (String name : List.of("asType", "asObject")) {
            assertThat(received.getObjectProperty(name)).isEqualTo(VALUES.get(type));
            for (String reader : types()) {
                if (READABLE.getOrDefault(type, Set.of()).contains(reader)) {
                    assertReadable(type, reader, get(received, reader, name));
                } else {
                    assertThatThrownBy(() -> get(received, reader, name))
                            .as("%s read as %s", type, reader)
                            .isInstanceOf(MessageFormatException.class);
                }
            }
        }
    }

    private static void assertReadable(String type, String reader, Object value) {
        if (reader.equals("String")) {
            assertThat(value).isEqualTo(String.valueOf(VALUES.get(type)));
        } else if (reader.equals("Boolean")) {
            assertThat(value).isEqualTo(type.equals("Boolean"));
        } else {
            assertThat(((Number) value).doubleValue()).as("%s read as %s", type, reader).isEqualTo(12);
        }
    }

    @Test
    @Section("3.5.4")
    void textThatIsNoNumberIsRefusedAsJavaDoes() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("word", "twelve");
        for (String reader : types()) {
            if (!reader.equals("String") && !reader.equals("Boolean")) {
                assertThatThrownBy(() -> get(message, reader, "word")).isInstanceOf(NumberFormatException.class);
            }
        }
        assertThat(message.getBooleanProperty("word")).isFalse();
    }

    @Test
    @Section("3.5.8")
    void aPropertyThatIsNotSetReadsAsNullWould() throws Exception {
        Message message = session.createMessage();
        assertThat(message.propertyExists("absent")).isFalse();
        assertThat(message.getObjectProperty("absent")).isNull();
        assertThat(message.getStringProperty("absent")).isNull();
        assertThat(message.getBooleanProperty("absent")).isFalse();
        for (String reader : List.of("Byte", "Short", "Integer", "Long")) {
            assertThatThrownBy(() -> get(message, reader, "absent")).isInstanceOf(NumberFormatException.class);
        }
        for (String reader : List.of("Float", "Double")) {
            assertThatThrownBy(() -> get(message, reader, "absent")).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    @Section("3.5.3")
    void receivedPropertiesAreReadOnlyUntilCleared() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("colour", "red");
        Message received = through(message, Message.class);
        List<ThrowingCallable> writers = new ArrayList<>();
        types().forEach(type -> writers.add(() -> set(received, "colour", type)));
        writers.add(() -> received.setObjectProperty("colour", "blue"));
        for (ThrowingCallable writer : writers) {
            assertThatThrownBy(writer).isInstanceOf(MessageNotWriteableException.class);
        }
        assertThat(received.getStringProperty("colour")).isEqualTo("red");
        received.clearProperties();
        received.setStringProperty("colour", "blue");
        assertThat(received.getStringProperty("colour")).isEqualTo("blue");
    }

    @Test
    @Section("3.5.7")
    void clearingRemovesAllPropertiesAndNothingElse() throws Exception {
        var message = session.createTextMessage("body");
        message.setJMSType("kept");
        message.setIntProperty("size", 3);
        var received = through(message, jakarta.jms.TextMessage.class);
        received.clearProperties();
        assertThat(received.getPropertyNames().hasMoreElements()).isFalse();
        assertThat(received.propertyExists("size")).isFalse();
        assertThat(received.getText()).isEqualTo("body");
        assertThat(received.getJMSType()).isEqualTo("kept");
        assertThatThrownBy(() -> received.setText("no")).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    @Section("3.5.6")
    void namesAreEnumeratedWithoutHeaders() throws Exception {
        Message message = session.createMessage();
        message.setJMSType("header");
        message.setIntProperty("one", 1);
        message.setStringProperty("two", null);
        Message received = through(message, Message.class);
        List<String> names = new ArrayList<>();
        for (Enumeration<?> left = received.getPropertyNames(); left.hasMoreElements();) {
            names.add((String) left.nextElement());
        }
        names.remove("JMSXDeliveryCount");
        assertThat(names).containsExactlyInAnyOrder("one", "two");
        assertThat(received.propertyExists("two")).isTrue();
        assertThat(received.propertyExists("three")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "_under", "$money", "with9digits", "straße", "JMSXGroupID"})
    @Section("3.5.1")
    void identifiersAreNames(String name) throws Exception {
        Message message = session.createMessage();
        message.setStringProperty(name, "v");
        assertThat(through(message, Message.class).getStringProperty(name)).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9lives", "with space", "dotted.name", "a-b", "NULL", "true", "False", "not", "AND", "or",
        "between", "LIKE", "in", "is", "escape", "JMSPriority", "JMSXDeliveryCount", "JMSXUserID", "JMS_other_thing"})
    @Section("3.5.1")
    void otherNamesAreRefused(String name) throws Exception {
        Message message = session.createMessage();
        assertThatThrownBy(() -> message.setStringProperty(name, "v")).isInstanceOf(JMSException.class);
    }

    @TestFactory
    @Section("3.5.1")
    Stream<DynamicTest> aNameMustNotBeNullOrEmpty() throws Exception {
        Message message = session.createMessage();
        return Arrays.asList(null, "").stream().flatMap(name -> types().stream().map(type -> DynamicTest.dynamicTest(
                type + " named " + name,
                () -> assertThatThrownBy(() -> set(message, name, type))
                        .isInstanceOf(IllegalArgumentException.class))));
    }

    @Test
    @Section("3.5.5")
    void objectsOfOtherTypesAreRefused() throws Exception {
        Message message = session.createMessage();
        for (Object value : List.of(new Object(), new byte[1], 'c', new ArrayList<String>(), BigDecimal.ONE)) {
            assertThatThrownBy(() -> message.setObjectProperty("odd", value))
                    .isInstanceOf(MessageFormatException.class);
        }
        for (String name : Arrays.asList(null, "")) {
            assertThatThrownBy(() -> message.setObjectProperty(name, 1L)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Section("3.5.9")
    void groupPropertiesArriveAndTheDeliveryCountIsSet() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("JMSXGroupID", "g");
        message.setIntProperty("JMSXGroupSeq", 123_450);
        Message received = through(message, Message.class);
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(123_450);
        assertThat(received.propertyExists("JMSXDeliveryCount")).isTrue();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        List<Object> claimed = new ArrayList<>();
        for (Enumeration<?> left = connection.getMetaData().getJMSXPropertyNames(); left.hasMoreElements();) {
            claimed.add(left.nextElement());
        }
        assertThat(claimed).contains("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount");
    }

    @Test
    @Section("3.5.9")
    void aMessageThatIsSentOnCountsItsDeliveriesAnew() throws Exception {
        Message received = through(session.createMessage(), Message.class);
        Message again = through(received, Message.class);
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    @Section("3.5.2")
    void aReceivedMessageCanBeForwardedAsItIs() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("size", 3);
        Message again = through(through(message, Message.class), Message.class);
        assertThat(again.getIntProperty("size")).isEqualTo(3);
    }

    @Test
    @Section("3.5.2")
    void aPropertyCanChangeItsType() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("value", 3);
        message.setStringProperty("value", "three");
        assertThat(through(message, Message.class).getObjectProperty("value")).isEqualTo("three");
    }

    @Test
    @Section("3.5.2")
    void extremesArriveExactly() throws Exception {
        Message message = session.createMessage();
        message.setDoubleProperty("nan", Double.NaN);
        message.setDoubleProperty("tiny", Double.MIN_VALUE);
        message.setFloatProperty("infinite", Float.NEGATIVE_INFINITY);
        message.setLongProperty("long", Long.MIN_VALUE);
        message.setStringProperty("empty", "");
        Message received = through(message, Message.class);
        assertThat(received.getDoubleProperty("nan")).isNaN();
        assertThat(received.getDoubleProperty("tiny")).isEqualTo(Double.MIN_VALUE);
        assertThat(received.getDoubleProperty("infinite")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(received.getLongProperty("long")).isEqualTo(Long.MIN_VALUE);
        assertThat(received.getStringProperty("empty")).isEmpty();
    }
}
