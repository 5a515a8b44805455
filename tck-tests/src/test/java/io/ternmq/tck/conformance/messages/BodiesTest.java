// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.9 to 3.11 Message bodies")
@Section("3.11")
class BodiesTest extends Scene {

    @ParameterizedTest
    @MethodSource("kinds")
    void aBodyArrivesCompleteThroughAQueue(String kind) throws Exception {
        send(sample(session, kind));
        Bodies.assertComplete(take(queue));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBodyArrivesCompleteAtEverySubscriber(String kind) throws Exception {
        Topic topic = session.createTopic("news");
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.send(sample(session, kind));
            Bodies.assertComplete(arrived(one.receive(SOON), Message.class));
            Bodies.assertComplete(arrived(two.receive(SOON), Message.class));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.11.2")
    void aReceivedBodyIsReadOnlyUntilCleared(String kind) throws Exception {
        Message message = sample(session, kind);
        message.setStringProperty("kept", "yes");
        Message received = through(message, Message.class);
        for (ThrowingCallable writer : writers(received)) {
            assertThatThrownBy(writer).isInstanceOf(MessageNotWriteableException.class);
        }
        received.clearBody();
        for (ThrowingCallable writer : writers(received)) {
            assertThatCode(writer).doesNotThrowAnyException();
        }
        assertThat(received.getStringProperty("kept")).isEqualTo("yes");
    }

    private static List<ThrowingCallable> writers(Message message) {
        List<ThrowingCallable> all = new ArrayList<>();
        if (message instanceof TextMessage text) {
            all.add(() -> text.setText("x"));
        } else if (message instanceof ObjectMessage object) {
            all.add(() -> object.setObject("x"));
        } else if (message instanceof MapMessage map) {
            all.addAll(List.of(() -> map.setBoolean("n", true), () -> map.setByte("n", (byte) 1),
                    () -> map.setShort("n", (short) 1), () -> map.setChar("n", 'c'), () -> map.setInt("n", 1),
                    () -> map.setLong("n", 1), () -> map.setFloat("n", 1), () -> map.setDouble("n", 1),
                    () -> map.setString("n", "x")));
            all.addAll(List.of(() -> map.setBytes("n", new byte[2]), () -> map.setBytes("n", new byte[2], 0, 1),
                    () -> map.setObject("n", 1)));
        } else if (message instanceof StreamMessage stream) {
            all.addAll(List.of(() -> stream.writeBoolean(true), () -> stream.writeByte((byte) 1),
                    () -> stream.writeShort((short) 1), () -> stream.writeChar('c'), () -> stream.writeInt(1),
                    () -> stream.writeLong(1), () -> stream.writeFloat(1), () -> stream.writeDouble(1),
                    () -> stream.writeString("x")));
            all.addAll(List.of(() -> stream.writeBytes(new byte[2]), () -> stream.writeBytes(new byte[2], 0, 1),
                    () -> stream.writeObject(1)));
        } else if (message instanceof BytesMessage bytes) {
            all.addAll(List.of(() -> bytes.writeBoolean(true), () -> bytes.writeByte((byte) 1),
                    () -> bytes.writeShort((short) 1), () -> bytes.writeChar('c'), () -> bytes.writeInt(1),
                    () -> bytes.writeLong(1), () -> bytes.writeFloat(1), () -> bytes.writeDouble(1),
                    () -> bytes.writeUTF("x")));
            all.addAll(List.of(() -> bytes.writeBytes(new byte[2]), () -> bytes.writeBytes(new byte[2], 0, 1),
                    () -> bytes.writeObject(1)));
        }
        return all;
    }

    private static List<ThrowingCallable> readers(Message message) {
        List<ThrowingCallable> all = new ArrayList<>();
        if (message instanceof StreamMessage stream) {
            all.addAll(List.of(stream::readBoolean, stream::readByte, stream::readShort, stream::readChar,
                    stream::readInt, stream::readLong, stream::readFloat, stream::readDouble, stream::readString));
            all.addAll(List.of(stream::readObject, () -> stream.readBytes(new byte[1])));
        } else if (message instanceof BytesMessage bytes) {
            all.addAll(List.of(bytes::readBoolean, bytes::readByte, bytes::readShort, bytes::readChar,
                    bytes::readInt, bytes::readLong, bytes::readFloat, bytes::readDouble, bytes::readUTF));
            all.addAll(List.of(bytes::readUnsignedByte, bytes::readUnsignedShort));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream"})
    @Section({"3.11", "BytesMessage", "StreamMessage"})
    void aBodyThatIsBeingWrittenCannotBeRead(String kind) throws Exception {
        Message message = sample(session, kind);
        for (ThrowingCallable reader : readers(message)) {
            assertThatThrownBy(reader).isInstanceOf(MessageNotReadableException.class);
        }
        if (message instanceof BytesMessage bytes) {
            assertThatThrownBy(() -> bytes.readBytes(new byte[1])).isInstanceOf(MessageNotReadableException.class);
            assertThatThrownBy(bytes::getBodyLength).isInstanceOf(MessageNotReadableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream"})
    @Section({"BytesMessage", "StreamMessage"})
    void anEmptyBodyEndsAtOnce(String kind) throws Exception {
        Message message = sample(session, kind);
        message.clearBody();
        Message received = through(message, Message.class);
        for (ThrowingCallable reader : readers(received)) {
            assertThatThrownBy(reader).isInstanceOf(MessageEOFException.class);
        }
        if (received instanceof BytesMessage bytes) {
            assertThat(bytes.readBytes(new byte[1])).isEqualTo(-1);
            assertThat(bytes.getBodyLength()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream"})
    @Section({"BytesMessage", "StreamMessage"})
    void resetEndsWritingAndReturnsToTheBeginning(String kind) throws Exception {
        Message message = sample(session, kind);
        reset(message);
        Bodies.assertComplete(message);
        reset(message);
        Bodies.assertComplete(message);
        for (ThrowingCallable writer : writers(message)) {
            assertThatThrownBy(writer).isInstanceOf(MessageNotWriteableException.class);
        }
        Bodies.assertComplete(through(message, Message.class));
    }

    private static void reset(Message message) throws Exception {
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
        } else {
            ((StreamMessage) message).reset();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.9")
    void whatIsChangedAfterSendDoesNotReachTheMessageSent(String kind) throws Exception {
        Message message = sample(session, kind);
        message.setStringProperty("p", "before");
        send(message);
        for (ThrowingCallable writer : writers(message)) {
            assertThatCode(writer).doesNotThrowAnyException();
        }
        message.setStringProperty("p", "after");
        message.clearBody();
        message.clearProperties();
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getStringProperty("p")).isEqualTo("before");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Section("3.10")
    void whatAReceiverChangesIsNotRedelivered(String kind) throws Exception {
        send(sample(session, kind));
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = careful.createConsumer(queue);
            Message received = arrived(consumer.receive(SOON), Message.class);
            received.clearProperties();
            received.clearBody();
            for (ThrowingCallable writer : writers(received)) {
                assertThatCode(writer).doesNotThrowAnyException();
            }
            careful.recover();
            Message again = arrived(consumer.receive(SOON), Message.class);
            Bodies.assertComplete(again);
            assertThat(again.getJMSRedelivered()).isTrue();
            assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            again.acknowledge();
        }
    }

    @Test
    @Section("3.9")
    void oneMessageObjectCanBeSentAgainWithMoreInIt() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeInt(1);
        send(message);
        message.writeInt(2);
        send(message);
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(4);
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(8);
    }

    @Test
    @Section({"3.12", "MapMessage"})
    void arraysAreCopiedInAndOut() throws Exception {
        byte[] raw = {1, 2, 3};
        MapMessage message = session.createMapMessage();
        message.setBytes("raw", raw);
        message.setObject("object", raw);
        raw[0] = 99;
        MapMessage received = through(message, MapMessage.class);
        received.getBytes("raw")[1] = 99;
        ((byte[]) received.getObject("object"))[1] = 99;
        received.getBody(Map.class).clear();
        assertThat(received.getBytes("raw")).containsExactly(1, 2, 3);
        assertThat(received.getBytes("object")).containsExactly(1, 2, 3);
    }

    // --- text ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "plain", "\u0000 \ud83d\ude00 \uffff"})
    @Section({"3.11", "TextMessage"})
    void anyTextArrives(@Nullable String text) throws Exception {
        assertThat(through(session.createTextMessage(text), TextMessage.class).getText()).isEqualTo(text);
    }

    @Test
    @Section({"3.11", "TextMessage"})
    void longTextArrives() throws Exception {
        String text = "0123456789".repeat(30_000);
        assertThat(through(session.createTextMessage(text), TextMessage.class).getText()).isEqualTo(text);
    }

    // --- map ----------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.11", "MapMessage"})
    void aMapRefusesNamesAndValuesThatItCannotHold() throws Exception {
        MapMessage message = session.createMapMessage();
        assertThatThrownBy(() -> message.setString("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.setInt(null, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.setObject("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.setBytes(null, new byte[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        for (Object value : List.of(new Object(), new ArrayList<String>(), new int[1], Map.of())) {
            assertThatThrownBy(() -> message.setObject("n", value)).isInstanceOf(MessageFormatException.class);
        }
        assertThat(message.itemExists("n")).isFalse();
    }

    @Test
    @Section({"3.11", "MapMessage"})
    void namesInAMapAreFree() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("with space", 1);
        message.setInt("NULL", 2);
        message.setInt("JMSPriority", 3);
        MapMessage received = through(message, MapMessage.class);
        assertThat(received.getInt("with space")).isEqualTo(1);
        assertThat(received.getInt("NULL")).isEqualTo(2);
        assertThat(received.getInt("JMSPriority")).isEqualTo(3);
        assertThat(received.itemExists("null")).isFalse();
    }

    // --- stream -------------------------------------------------------------------------------------------------

    @Test
    @Section("3.11.3")
    void aValueThatCouldNotBeConvertedIsStillNext() throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeString("not a number");
        message.writeInt(5);
        StreamMessage received = through(message, StreamMessage.class);
        assertThatThrownBy(received::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(received::readChar).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> received.readBytes(new byte[3])).isInstanceOf(MessageFormatException.class);
        assertThat(received.readString()).isEqualTo("not a number");
        assertThatThrownBy(received::readBoolean).isInstanceOf(MessageFormatException.class);
        assertThat(received.readLong()).isEqualTo(5);
    }

    @Test
    @Section("StreamMessage")
    void anArrayIsReadInPiecesAndToItsEndBeforeAnythingElse() throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeBytes(new byte[] {1, 2, 3, 4, 5, 6});
        message.writeInt(7);
        StreamMessage received = through(message, StreamMessage.class);
        byte[] piece = new byte[4];
        assertThat(received.readBytes(piece)).isEqualTo(4);
        assertThatThrownBy(received::readInt).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(received::readObject).isInstanceOf(MessageFormatException.class);
        assertThat(received.readBytes(piece)).isEqualTo(2);
        assertThat(piece).containsExactly(5, 6, 3, 4);
        assertThat(received.readInt()).isEqualTo(7);
    }

    @Test
    @Section("StreamMessage")
    void afterAnArrayThatFillsTheBufferTheNextPieceIsTheEnd() throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeBytes(new byte[] {1, 2});
        message.writeBytes(new byte[0]);
        message.writeBytes(null);
        message.writeInt(7);
        StreamMessage received = through(message, StreamMessage.class);
        byte[] piece = new byte[2];
        assertThat(received.readBytes(piece)).isEqualTo(2);
        assertThat(received.readBytes(piece)).isEqualTo(-1);
        assertThat(received.readBytes(piece)).isZero();
        assertThat(received.readBytes(piece)).isEqualTo(-1);
        assertThat(received.readInt()).isEqualTo(7);
        assertThatThrownBy(received::readInt).isInstanceOf(MessageEOFException.class);
    }

    @Test
    @Section("3.11.3")
    void nullInAStreamOrMapReadsAsNullWould() throws Exception {
        StreamMessage stream = session.createStreamMessage();
        for (int i = 0; i < 2; i++) {
            stream.writeString(null);
        }
        stream.writeObject(null);
        StreamMessage received = through(stream, StreamMessage.class);
        assertThatThrownBy(received::readChar).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(received::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(received::readDouble).isInstanceOf(NullPointerException.class);
        assertThat(received.readBoolean()).isFalse();
        assertThat(received.readObject()).isNull();
        assertThat(received.readString()).isNull();
        MapMessage map = session.createMapMessage();
        map.setString("n", null);
        MapMessage read = through(map, MapMessage.class);
        for (String name : List.of("n", "absent")) {
            assertThatThrownBy(() -> read.getChar(name)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> read.getLong(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> read.getFloat(name)).isInstanceOf(NullPointerException.class);
            assertThat(read.getBoolean(name)).isFalse();
            assertThat(read.getBytes(name)).isNull();
            assertThat(read.getObject(name)).isNull();
        }
    }

    @Test
    @Section({"3.11.3", "StreamMessage"})
    void aStreamRefusesObjectsThatItCannotHold() throws Exception {
        StreamMessage message = session.createStreamMessage();
        for (Object value : List.of(new Object(), new ArrayList<String>(), new int[1])) {
            assertThatThrownBy(() -> message.writeObject(value)).isInstanceOf(MessageFormatException.class);
        }
        assertThatThrownBy(() -> message.writeBytes(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    // --- bytes --------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.12", "BytesMessage"})
    void bytesRefuseWhatTheyCannotHold() throws Exception {
        BytesMessage message = session.createBytesMessage();
        assertThatThrownBy(() -> message.writeBytes(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> message.writeObject(null)).isInstanceOf(NullPointerException.class);
        for (Object value : List.of(new Object(), session, new ArrayList<String>())) {
            assertThatThrownBy(() -> message.writeObject(value)).isInstanceOf(MessageFormatException.class);
        }
        send(message);
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isZero();
    }

    @Test
    @Section("BytesMessage")
    void bytesAreReadInPieces() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3, 4, 5});
        BytesMessage received = through(message, BytesMessage.class);
        byte[] piece = new byte[4];
        assertThat(received.readBytes(piece, 2)).isEqualTo(2);
        assertThat(received.readBytes(piece)).isEqualTo(3);
        assertThat(received.readBytes(piece)).isEqualTo(-1);
        assertThatThrownBy(() -> received.readBytes(piece, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> received.readBytes(piece, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(received::readByte).isInstanceOf(MessageEOFException.class);
        assertThat(received.getBodyLength()).isEqualTo(5);
    }

    @Test
    @Section("BytesMessage")
    void aReadBeyondTheEndConsumesNothing() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeShort((short) 300);
        BytesMessage received = through(message, BytesMessage.class);
        assertThatThrownBy(received::readLong).isInstanceOf(MessageEOFException.class);
        assertThat(received.readShort()).isEqualTo((short) 300);
    }

    // --- object -------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.12", "ObjectMessage"})
    void anObjectIsCopiedWhenItIsSet() throws Exception {
        ObjectMessage message = session.createObjectMessage();
        String[] words = {"a", "b"};
        message.setObject(words);
        words[0] = "changed";
        assertThat((String[]) through(message, ObjectMessage.class).getObject()).containsExactly("a", "b");
    }

    @Test
    @Section({"3.12", "ObjectMessage"})
    void anObjectMessageMayBeEmpty() throws Exception {
        assertThat(through(session.createObjectMessage(), ObjectMessage.class).getObject()).isNull();
        assertThat(through(session.createObjectMessage(null), ObjectMessage.class).getObject()).isNull();
    }

    @Test
    @Section("ObjectMessage")
    void whatCannotBeSerialisedIsRefusedWhenItIsSet() throws Exception {
        ObjectMessage message = session.createObjectMessage();
        Serializable broken = new ArrayList<>(List.of(new Object()));
        assertThatThrownBy(() -> message.setObject(broken)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> session.createObjectMessage(broken)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    @Section("3.11.1")
    void clearedBodiesAreEmpty() throws Exception {
        TextMessage text = through(session.createTextMessage("x"), TextMessage.class);
        ObjectMessage object = through(session.createObjectMessage("x"), ObjectMessage.class);
        MapMessage map = through(Bodies.map(session.createMapMessage()), MapMessage.class);
        for (Message message : List.of(text, object, map)) {
            message.clearBody();
        }
        assertThat(text.getText()).isNull();
        assertThat(object.getObject()).isNull();
        assertThat(map.getMapNames().hasMoreElements()).isFalse();
        object.setObject("new");
        assertThat(object.getObject()).isEqualTo("new");
    }
}
