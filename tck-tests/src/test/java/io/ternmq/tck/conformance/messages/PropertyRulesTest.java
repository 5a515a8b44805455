// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Topic;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.StringJoiner;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.1 to 3.5.8 The rules of properties")
@Section("3.5")
class PropertyRulesTest extends Scene {

    private static final List<String> RESERVED = List.of(
            "NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    /** Every setter, for a name. */
    private static List<ThrowingCallable> setters(Message message, String name) {
        return List.of(
                () -> message.setBooleanProperty(name, true), () -> message.setByteProperty(name, (byte) 1),
                () -> message.setShortProperty(name, (short) 1), () -> message.setIntProperty(name, 1),
                () -> message.setLongProperty(name, 1), () -> message.setFloatProperty(name, 1),
                () -> message.setDoubleProperty(name, 1), () -> message.setStringProperty(name, "1"),
                () -> message.setObjectProperty(name, 1));
    }

    private static List<Object> names(Enumeration<?> enumeration) {
        return new ArrayList<>(Collections.list(enumeration));
    }

    // --- names --------------------------------------------------------------------------------------------------

    static List<String> reservedInAnyCase() {
        List<String> words = new ArrayList<>(RESERVED);
        for (String word : RESERVED) {
            words.add(word.toLowerCase(Locale.ROOT));
            words.add(word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("reservedInAnyCase")
    @Section("3.5.1")
    void noSetterTakesAReservedWordInAnyCase(String word) throws Exception {
        Message message = session.createMessage();
        for (ThrowingCallable setter : setters(message, word)) {
            assertThat(Refused.with(MessageFormatException.class, setter)).hasMessageContaining(word);
        }
        assertThat(message.propertyExists(word)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULLs", "nothing", "order", "INside", "isNot", "likely", "escaped", "andOr", "TRUE_",
        "$NOT"})
    @Section("3.5.1")
    void aNameMayContainAReservedWord(String name) throws Exception {
        Message message = session.createMessage();
        message.setIntProperty(name, 5);
        assertThat(through(message, Message.class).getIntProperty(name)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMS", "JMSX", "JMSFoo", "JMSType", "JMSPriority", "JMSXRcvTimestamp", "JMSXAppID",
        "JMSXState", "JMSXProducerTXID", "JMSXConsumerTXID", "JMSX_own", "JMS_", "JMS_OTHER_flag"})
    @Section({"3.5.1", "3.5.9", "3.5.10"})
    void noSetterTakesANameThatBelongsToOthers(String name) throws Exception {
        Message message = session.createMessage();
        for (ThrowingCallable setter : setters(message, name)) {
            assertThat(Refused.with(MessageFormatException.class, setter)).hasMessageContaining(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms", "jmsPriority", "Jms_other", "xJMS", "_JMSX"})
    @Section("3.5.1")
    void onlyTheExactPrefixIsReserved(String name) throws Exception {
        Message message = session.createMessage();
        message.setStringProperty(name, "mine");
        assertThat(through(message, Message.class).getStringProperty(name)).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a.b", "a-b", "1a", "a'b", "(a)", "a=b", "\u00a0x", "a\n", "\ud800", "*"})
    @Section("3.5.1")
    void noSetterTakesWhatIsNoIdentifier(String name) throws Exception {
        Message message = session.createMessage();
        for (ThrowingCallable setter : setters(message, name)) {
            Refused.with(MessageFormatException.class, setter);
        }
        assertThat(message.getPropertyNames().hasMoreElements()).isFalse();
    }

    @Test
    @Section({"3.5.1", "3.8.1.1"})
    void aNameMayBeVeryLongAndOfAnyScript() throws Exception {
        String name = "\u0436\u540d\ud801\udc00".repeat(2_000);
        Message message = session.createMessage();
        message.setIntProperty(name, 1);
        send(message);
        try (MessageConsumer consumer = session.createConsumer(queue, name + " = 1")) {
            assertThat(arrived(consumer.receive(SOON), Message.class).getIntProperty(name)).isEqualTo(1);
        }
    }

    @Test
    @Section("3.5.1")
    void namesThatDifferInCaseAreDifferentProperties() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("size", 1);
        message.setIntProperty("Size", 2);
        Message received = through(message, Message.class);
        assertThat(received.getIntProperty("size")).isEqualTo(1);
        assertThat(received.getIntProperty("Size")).isEqualTo(2);
        assertThat(received.propertyExists("SIZE")).isFalse();
    }

    @Test
    @Section({"3.5.1", "Message"})
    void gettersTreatANameThatCannotBeAsNotSet() throws Exception {
        Message message = session.createMessage();
        for (String name : Arrays.asList(null, "", "NULL", "a b", "JMSPriority")) {
            assertThat(message.propertyExists(name)).isFalse();
            assertThat(message.getObjectProperty(name)).isNull();
            assertThat(message.getStringProperty(name)).isNull();
            assertThat(message.getBooleanProperty(name)).isFalse();
            assertThatThrownBy(() -> message.getIntProperty(name)).isInstanceOf(NumberFormatException.class);
        }
    }

    // --- conversions --------------------------------------------------------------------------------------------

    @Test
    @Section("3.5.4")
    void numbersAreWidenedWithTheirExtremes() throws Exception {
        Message message = session.createMessage();
        message.setByteProperty("b", Byte.MIN_VALUE);
        message.setShortProperty("s", Short.MAX_VALUE);
        message.setIntProperty("i", Integer.MIN_VALUE);
        message.setFloatProperty("f", Float.MIN_VALUE);
        Message received = through(message, Message.class);
        assertThat(received.getShortProperty("b")).isEqualTo((short) -128);
        assertThat(received.getLongProperty("b")).isEqualTo(-128);
        assertThat(received.getIntProperty("s")).isEqualTo(32_767);
        assertThat(received.getLongProperty("i")).isEqualTo(Integer.MIN_VALUE);
        assertThat(received.getDoubleProperty("f")).isEqualTo(Float.MIN_VALUE);
        assertThat(received.getStringProperty("i")).isEqualTo("-2147483648");
    }

    @Test
    @Section("3.5.4")
    void textIsReadAsJavaReadsIt() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("plus", "+5");
        message.setStringProperty("spaced", " 1.5 ");
        message.setStringProperty("hex", "0x1p3");
        message.setStringProperty("nan", "NaN");
        message.setStringProperty("yes", "tRuE");
        message.setStringProperty("no", "yes");
        Message received = through(message, Message.class);
        assertThat(received.getByteProperty("plus")).isEqualTo((byte) 5);
        assertThat(received.getDoubleProperty("spaced")).isEqualTo(1.5);
        assertThat(received.getFloatProperty("hex")).isEqualTo(8f);
        assertThat(received.getDoubleProperty("nan")).isNaN();
        assertThat(received.getBooleanProperty("yes")).isTrue();
        assertThat(received.getBooleanProperty("no")).isFalse();
    }

    @Test
    @Section("3.5.4")
    void textOutOfTheRangeOfATypeIsNoNumberOfIt() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("b", "128");
        message.setStringProperty("s", "-32769");
        message.setStringProperty("i", "2147483648");
        message.setStringProperty("l", "9223372036854775808");
        message.setStringProperty("fraction", "1.5");
        message.setStringProperty("spaced", " 7");
        message.setStringProperty("empty", "");
        Message received = through(message, Message.class);
        for (ThrowingCallable getter : List.<ThrowingCallable>of(
                () -> received.getByteProperty("b"), () -> received.getShortProperty("s"),
                () -> received.getIntProperty("i"), () -> received.getLongProperty("l"),
                () -> received.getIntProperty("fraction"), () -> received.getIntProperty("spaced"),
                () -> received.getLongProperty("empty"), () -> received.getDoubleProperty("empty"))) {
            assertThatThrownBy(getter).isInstanceOf(NumberFormatException.class);
        }
        assertThat(received.getShortProperty("b")).isEqualTo((short) 128);
    }

    @Test
    @Section({"3.5.4", "3.5.8"})
    void aNullValueReadsAsAMissingOneDoes() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("text", null);
        message.setObjectProperty("object", null);
        Message received = through(message, Message.class);
        for (String name : List.of("text", "object", "missing")) {
            assertThat(received.getObjectProperty(name)).isNull();
            assertThat(received.getStringProperty(name)).isNull();
            assertThat(received.getBooleanProperty(name)).isFalse();
            assertThatThrownBy(() -> received.getByteProperty(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> received.getShortProperty(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> received.getLongProperty(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> received.getFloatProperty(name)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> received.getDoubleProperty(name)).isInstanceOf(NullPointerException.class);
        }
        assertThat(received.propertyExists("text")).isTrue();
        assertThat(received.propertyExists("missing")).isFalse();
    }

    @Test
    @Section("3.5.4")
    void whatTheTableLeavesEmptyIsRefusedWithTheTwoTypesNamed() throws Exception {
        Message message = session.createMessage();
        message.setLongProperty("l", 1);
        message.setDoubleProperty("d", 1);
        message.setBooleanProperty("z", true);
        assertThat(Refused.with(MessageFormatException.class, () -> message.getIntProperty("l")))
                .hasMessageContaining("Long").hasMessageContaining("int");
        assertThat(Refused.with(MessageFormatException.class, () -> message.getFloatProperty("d")))
                .hasMessageContaining("Double").hasMessageContaining("float");
        assertThat(Refused.with(MessageFormatException.class, () -> message.getByteProperty("z")))
                .hasMessageContaining("Boolean").hasMessageContaining("byte");
        Refused.with(MessageFormatException.class, () -> message.getDoubleProperty("l"));
    }

    // --- objects ------------------------------------------------------------------------------------------------

    @Test
    @Section("3.5.5")
    void anObjectComesBackAsTheTypeThatWasSet() throws Exception {
        List<Object> values = List.of(true, (byte) 1, (short) 2, 3, 4L, 5f, 6d, "seven");
        Message message = session.createMessage();
        for (int i = 0; i < values.size(); i++) {
            message.setObjectProperty("p" + i, values.get(i));
        }
        message.setIntProperty("primitive", 9);
        Message received = through(message, Message.class);
        for (int i = 0; i < values.size(); i++) {
            assertThat(received.getObjectProperty("p" + i)).isEqualTo(values.get(i));
        }
        assertThat(received.getObjectProperty("primitive")).isEqualTo(9);
    }

    @Test
    @Section("3.5.5")
    void anObjectOfAnyOtherClassIsRefusedAndChangesNothing() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("kept", 1);
        for (Object odd : List.of('c', new byte[0], BigInteger.ONE, new AtomicInteger(), DayOfWeek.MONDAY,
                new StringJoiner(","), new Object[0], List.of())) {
            assertThat(Refused.with(MessageFormatException.class, () -> message.setObjectProperty("kept", odd)))
                    .hasMessageContaining("String");
        }
        assertThat(message.getIntProperty("kept")).isEqualTo(1);
    }

    // --- iteration ----------------------------------------------------------------------------------------------

    @Test
    @Section("3.5.6")
    void anEnumerationIsNotDisturbedByLaterChanges() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("one", 1);
        message.setIntProperty("two", 2);
        Enumeration<?> before = message.getPropertyNames();
        message.setIntProperty("three", 3);
        message.clearProperties();
        assertThat(names(before)).containsExactlyInAnyOrder("one", "two");
        assertThat(names(message.getPropertyNames())).isEmpty();
    }

    @Test
    @Section("3.5.6")
    void theSenderSeesItsOwnNamesAndNoHeadersAfterTheSend() throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationID("c");
        message.setJMSType("t");
        message.setJMSReplyTo(queue);
        message.setIntProperty("mine", 1);
        send(message);
        assertThat(names(message.getPropertyNames())).containsExactly("mine");
        assertThat(message.propertyExists("JMSMessageID")).isFalse();
        assertThat(message.getObjectProperty("JMSType")).isNull();
    }

    @Test
    @Section("3.5.6")
    void everyEnumeratedPropertyExistsAndCanBeRead() throws Exception {
        Message message = session.createMessage();
        for (int i = 0; i < 200; i++) {
            message.setIntProperty("p" + i, i);
        }
        Message received = through(message, Message.class);
        List<Object> names = names(received.getPropertyNames());
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
        for (Object name : names) {
            assertThat(received.propertyExists((String) name)).isTrue();
            assertThat(received.getStringProperty((String) name)).isNotNull();
        }
    }

    // --- read-only and clearing ---------------------------------------------------------------------------------

    @Test
    @Section("3.5.3")
    void propertiesAreReadOnlyHoweverAMessageCame() throws Exception {
        Topic topic = session.createTopic("t");
        CompletableFuture<Message> heard = new CompletableFuture<>();
        send(session.createMessage());
        List<Message> messages = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(queue);
                MessageConsumer subscriber = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            messages.add((Message) browser.getEnumeration().nextElement());
            producer.send(session.createMessage());
            messages.add(arrived(subscriber.receive(SOON), Message.class));
        }
        started().createSession().createConsumer(queue).setMessageListener(heard::complete);
        messages.add(soon(heard));
        for (Message message : messages) {
            for (ThrowingCallable setter : setters(message, "p")) {
                Refused.with(MessageNotWriteableException.class, setter);
            }
        }
    }

    @Test
    @Section("3.5.3")
    void aReadOnlyMessageSaysSoWhateverIsWrongBesides() throws Exception {
        Message received = through(session.createMessage(), Message.class);
        assertThat(Refused.with(
                        MessageNotWriteableException.class, () -> received.setObjectProperty("p", new Object())))
                .hasMessageContaining("clearProperties");
        Refused.with(MessageNotWriteableException.class, () -> received.setIntProperty("NULL", 1));
    }

    @Test
    @Section("3.5.3")
    void theSenderMayGoOnChangingPropertiesAfterTheSend() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("round", 1);
        send(message);
        message.setIntProperty("round", 2);
        message.setIntProperty("more", 1);
        send(message);
        assertThat(take(queue).propertyExists("more")).isFalse();
        Message second = take(queue);
        assertThat(second.getIntProperty("round")).isEqualTo(2);
        assertThat(second.getIntProperty("more")).isEqualTo(1);
    }

    @Test
    @Section("3.5.7")
    void afterClearingPropertiesCanBeWrittenReadAndSent() throws Exception {
        Message message = session.createMessage();
        message.setIntProperty("old", 1);
        Message received = through(message, Message.class);
        received.clearProperties();
        received.setIntProperty("new", 2);
        assertThat(received.getIntProperty("new")).isEqualTo(2);
        assertThat(names(received.getPropertyNames())).containsExactly("new");
        Message again = through(received, Message.class);
        assertThat(again.propertyExists("old")).isFalse();
        assertThat(again.getIntProperty("new")).isEqualTo(2);
    }

    @Test
    @Section("3.5.7")
    void clearingOneReceiversPropertiesLeavesTheOthersAlone() throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            Message message = session.createMessage();
            message.setIntProperty("p", 1);
            producer.send(message);
            Message first = arrived(one.receive(SOON), Message.class);
            first.clearProperties();
            first.setIntProperty("p", 2);
            assertThat(arrived(two.receive(SOON), Message.class).getIntProperty("p")).isEqualTo(1);
            assertThat(message.getIntProperty("p")).isEqualTo(1);
        }
    }

    @Test
    @Section("3.5.7")
    void clearingAMessageWithoutPropertiesIsNothing() throws Exception {
        Message message = session.createMessage();
        message.clearProperties();
        message.clearProperties();
        assertThat(message.getPropertyNames().hasMoreElements()).isFalse();
        assertThat(sentProperties(message)).containsExactly("JMSXDeliveryCount");
    }

    private List<Object> sentProperties(Message message) throws JMSException {
        return names(through(message, Message.class).getPropertyNames());
    }
}
