// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.7 to 3.12 getBody in every state, text, clearing and independence")
@Section({"3.7", "Message"})
class BodyAccessTest extends Scene {

    private static void assertRefused(Message message, Class<?> type) throws Exception {
        assertThat(message.isBodyAssignableTo(type)).isFalse();
        assertThat(Refused.with(MessageFormatException.class, () -> message.getBody(type)))
                .hasMessageContaining(type.getName());
    }

    // --- bytes --------------------------------------------------------------------------------------------------

    @Test
    void takingTheBodyOfBytesThatAreBeingWrittenEndsTheWriting() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeInt(5);
        assertThat(message.isBodyAssignableTo(byte[].class)).isTrue();
        message.writeByte((byte) 1);
        assertThat(message.getBody(byte[].class)).containsExactly(0, 0, 0, 5, 1);
        assertThat(message.readInt()).isEqualTo(5);
        Refused.with(MessageNotWriteableException.class, () -> message.writeInt(6));
    }

    @Test
    void takingTheBodyOfEmptyBytesResetsThemToo() throws Exception {
        BytesMessage message = session.createBytesMessage();
        assertThat(message.getBody(byte[].class)).isNull();
        assertThat(message.getBodyLength()).isZero();
        Refused.with(MessageNotWriteableException.class, () -> message.writeInt(6));
    }

    @Test
    void aRefusedTypeLeavesBytesAsTheyWere() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeByte((byte) 1);
        assertRefused(message, String.class);
        assertRefused(message, Serializable.class);
        assertRefused(message, Byte[].class);
        assertRefused(message, int[].class);
        Refused.with(MessageNotReadableException.class, message::readByte);
        message.writeByte((byte) 2);
        assertThat((byte[]) message.getBody(Object.class)).containsExactly(1, 2);
    }

    @Test
    void takingTheBodyOfReceivedBytesGoesBackToTheirBeginning() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3});
        BytesMessage received = through(message, BytesMessage.class);
        received.readShort();
        byte[] body = received.getBody(byte[].class);
        assertThat(body).containsExactly(1, 2, 3);
        body[0] = 99;
        assertThat(received.readByte()).isEqualTo((byte) 1);
        assertThat(received.getBody(byte[].class)).containsExactly(1, 2, 3);
    }

    // --- the other types ----------------------------------------------------------------------------------------

    @Test
    void aTextIsAllThatAStringIs() throws Exception {
        TextMessage message = session.createTextMessage("x");
        for (Message each : List.of(message, through(message, Message.class))) {
            for (Class<?> type : List.<Class<?>>of(String.class, CharSequence.class, Comparable.class, Object.class)) {
                assertThat(each.isBodyAssignableTo(type)).isTrue();
                assertThat(each.getBody(type)).isEqualTo("x");
            }
            assertRefused(each, StringBuilder.class);
            assertRefused(each, char[].class);
            assertRefused(each, Integer.class);
        }
    }

    @Test
    void anEmptyTextIsABodyAndNullIsNone() throws Exception {
        TextMessage message = session.createTextMessage("");
        assertThat(message.getBody(String.class)).isEmpty();
        assertRefused(message, Map.class);
        message.setText(null);
        assertThat((Object) message.getBody(Map.class)).isNull();
        assertThat(message.isBodyAssignableTo(Map.class)).isTrue();
        assertThat(through(message, TextMessage.class).getBody(Thread.class)).isNull();
    }

    @Test
    void aMapIsAMapAndNoParticularOne() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setObject("n", null);
        message.setBytes("b", new byte[] {1});
        assertRefused(message, AbstractMap.class);
        assertRefused(message, Serializable.class);
        Map<?, ?> body = message.getBody(Map.class);
        assertThat(body.containsKey("n")).isTrue();
        ((byte[]) body.get("b"))[0] = 99;
        body.clear();
        assertThat(message.getBytes("b")).containsExactly(1);
        message.setInt("later", 1);
        assertThat(message.getBody(Object.class)).isInstanceOf(Map.class);
    }

    @Test
    void anObjectIsOfItsClassAndAllAboveIt() throws Exception {
        ObjectMessage message = session.createObjectMessage(7);
        for (Message each : List.of(message, through(message, Message.class))) {
            assertThat(each.getBody(Number.class)).isEqualTo(7);
            assertThat(each.getBody(Serializable.class)).isEqualTo(7);
            assertRefused(each, Long.class);
            assertRefused(each, int.class);
        }
    }

    @Test
    void aStreamHasNoBodyToTakeInAnyState() throws Exception {
        StreamMessage message = session.createStreamMessage();
        assertRefused(message, Object.class);
        message.writeInt(1);
        assertRefused(message, Integer.class);
        message.reset();
        assertRefused(message, List.class);
        assertThat(message.readInt()).as("the refusals moved nothing").isEqualTo(1);
        message.clearBody();
        assertRefused(message, Object.class);
    }

    @Test
    void whatIsAssignableCanBeTaken() throws Exception {
        List<Class<?>> types = List.of(String.class, byte[].class, Map.class, Object.class, Serializable.class,
                Integer.class, Thread.class);
        for (String kind : kinds()) {
            Message message = through(sample(session, kind), Message.class);
            for (Class<?> type : types) {
                if (message.isBodyAssignableTo(type)) {
                    Object body = message.getBody(type);
                    assertThat(body == null || type.isInstance(body)).as("%s as %s", kind, type).isTrue();
                } else {
                    Refused.with(MessageFormatException.class, () -> message.getBody(type));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section({"3.11.1", "Message"})
    void clearingMakesABodyLikeANewOne(String kind) throws Exception {
        Message message = through(sample(session, kind), Message.class);
        String id = message.getJMSMessageID();
        message.clearBody();
        message.clearBody();
        if (!kind.equals("stream")) {
            assertThat(message.getBody(Thread.class)).isNull();
            assertThat(message.isBodyAssignableTo(Thread.class)).isTrue();
        }
        assertThat(message.getJMSMessageID()).as("headers stay").isEqualTo(id);
        assertThat(message.getIntProperty("JMSXDeliveryCount")).as("properties stay").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section({"3.11.1", "Message"})
    void clearingTheBodyOfAMessageThatWasSentReachesNobody(String kind) throws Exception {
        Message message = sample(session, kind);
        send(message);
        message.clearBody();
        Bodies.assertComplete(take(queue));
    }

    // --- text ---------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.11.2", "TextMessage"})
    void aReceivedTextCanBeReadAlwaysAndSetAfterClearing() throws Exception {
        TextMessage received = through(session.createTextMessage("x"), TextMessage.class);
        Refused.with(MessageNotWriteableException.class, () -> received.setText("y"));
        Refused.with(MessageNotWriteableException.class, () -> received.setText(null));
        assertThat(received.getText()).isEqualTo("x");
        received.clearBody();
        assertThat(received.getText()).isNull();
        received.setText("y");
        assertThat(through(received, TextMessage.class).getText()).isEqualTo("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udfffb", "\u0000", "\ufeffx", "\r\n\t", "<?xml version='1.0'?><a/>"})
    @Section({"3.11", "TextMessage"})
    void everyStringArrivesCharByChar(String text) throws Exception {
        TextMessage message = session.createTextMessage(text);
        message.setStringProperty("p", text);
        message.setJMSType(text);
        TextMessage received = through(message, TextMessage.class);
        assertThat(received.getText()).isEqualTo(text);
        assertThat(received.getStringProperty("p")).isEqualTo(text);
        assertThat(received.getJMSType()).isEqualTo(text);
    }

    @Test
    @Section({"3.11", "TextMessage"})
    void textCanBeSetAgainAndAgain() throws Exception {
        TextMessage message = session.createTextMessage();
        assertThat(message.getText()).isNull();
        message.setText("one");
        message.setText("two");
        assertThat(message.getText()).isEqualTo("two");
        send(message);
        message.setText("three");
        assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("two");
    }

    // --- independence -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.9")
    void oneMessageObjectMakesAsManyMessagesAsSends(String kind) throws Exception {
        Message message = sample(session, kind);
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 3; i++) {
                message.setIntProperty("round", i);
                producer.send(message);
            }
        }
        for (int i = 0; i < 3; i++) {
            Message received = take(queue);
            assertThat(received.getIntProperty("round")).isEqualTo(i);
            Bodies.assertComplete(received);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.10")
    void whatOneSubscriberDoesToItsMessageStaysWithIt(String kind) throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            Message message = sample(session, kind);
            message.setStringProperty("p", "sent");
            producer.send(message);
            Message first = arrived(one.receive(SOON), Message.class);
            first.clearBody();
            first.clearProperties();
            first.setStringProperty("p", "changed");
            first.setJMSType("changed");
            Message second = arrived(two.receive(SOON), Message.class);
            Bodies.assertComplete(second);
            assertThat(second.getStringProperty("p")).isEqualTo("sent");
            assertThat(second.getJMSType()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.10")
    void whatIsDoneToABrowsedMessageDoesNotReachTheQueue(String kind) throws Exception {
        Message message = sample(session, kind);
        message.setStringProperty("p", "sent");
        send(message);
        try (QueueBrowser browser = session.createBrowser(queue)) {
            Message seen = (Message) browser.getEnumeration().nextElement();
            seen.clearBody();
            seen.clearProperties();
            seen.setJMSCorrelationID("changed");
        }
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getStringProperty("p")).isEqualTo("sent");
        assertThat(received.getJMSCorrelationID()).isNull();
    }

    @Test
    @Section("3.10")
    void headersChangedOnAReceivedMessageAreNotRedelivered() throws Exception {
        Message message = session.createMessage();
        message.setJMSType("sent");
        send(message);
        try (var work = connection.createSession(jakarta.jms.Session.SESSION_TRANSACTED);
                MessageConsumer consumer = work.createConsumer(queue)) {
            Message received = arrived(consumer.receive(SOON), Message.class);
            received.setJMSType("changed");
            received.setJMSMessageID("ID:changed");
            received.setJMSReplyTo(queue);
            work.rollback();
            Message again = arrived(consumer.receive(SOON), Message.class);
            assertThat(again.getJMSType()).isEqualTo("sent");
            assertThat(again.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
            assertThat(again.getJMSReplyTo()).isNull();
            work.commit();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.11.4")
    void aMessageArrivesAsTheTypeThatWasSent(String kind) throws Exception {
        Message message = sample(session, kind);
        Message received = through(message, Message.class);
        for (Class<?> type : List.of(TextMessage.class, BytesMessage.class, MapMessage.class, StreamMessage.class,
                ObjectMessage.class)) {
            assertThat(type.isInstance(received)).as("is a %s", type).isEqualTo(type.isInstance(message));
        }
    }
}
