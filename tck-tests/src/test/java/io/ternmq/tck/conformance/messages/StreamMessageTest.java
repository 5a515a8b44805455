// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.11 Messages of values in order")
@Section({"3.11", "StreamMessage"})
class StreamMessageTest extends Scene {

    private StreamMessage written(@Nullable Object... values) throws JMSException {
        StreamMessage message = session.createStreamMessage();
        for (Object value : values) {
            message.writeObject(value);
        }
        return message;
    }

    private StreamMessage received(@Nullable Object... values) throws JMSException {
        return through(written(values), StreamMessage.class);
    }

    private static List<ThrowingCallable> readers(StreamMessage message) {
        return new ArrayList<>(List.of(message::readBoolean, message::readByte, message::readShort, message::readChar,
                message::readInt, message::readLong, message::readFloat, message::readDouble, message::readString,
                message::readObject));
    }

    // --- values -------------------------------------------------------------------------------------------------

    @Test
    @Section("3.11.3")
    void writingAValueAndWritingItAsAnObjectAreTheSame() throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeBoolean(true);
        message.writeByte((byte) 1);
        message.writeShort((short) 2);
        message.writeChar('c');
        message.writeInt(3);
        message.writeLong(4);
        message.writeFloat(5);
        message.writeDouble(6);
        message.writeString("seven");
        message.writeString(null);
        StreamMessage plain = through(message, StreamMessage.class);
        StreamMessage objects = received(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven", null);
        for (int i = 0; i < 10; i++) {
            assertThat(plain.readObject()).as("value %d", i).isEqualTo(objects.readObject());
        }
    }

    @Test
    @Section("3.11.3")
    void extremesArriveExactly() throws Exception {
        StreamMessage message = received(Long.MIN_VALUE, Float.NaN, Double.MIN_VALUE, -0.0d, Character.MAX_VALUE,
                Double.NEGATIVE_INFINITY, "\ud800 alone", "");
        assertThat(message.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(message.readFloat()).isNaN();
        assertThat(message.readDouble()).isEqualTo(Double.MIN_VALUE);
        assertThat(1 / message.readDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(message.readChar()).isEqualTo('\uffff');
        assertThat(message.readDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(message.readString()).isEqualTo("\ud800 alone");
        assertThat(message.readString()).isEmpty();
    }

    @Test
    @Section({"3.12", "StreamMessage"})
    void arraysAreCopiedInAndOut() throws Exception {
        byte[] array = {1, 2, 3};
        StreamMessage message = written((Object) array);
        message.writeBytes(array);
        array[0] = 99;
        StreamMessage received = through(message, StreamMessage.class);
        ((byte[]) received.readObject())[1] = 99;
        received.reset();
        assertThat((byte[]) received.readObject()).containsExactly(1, 2, 3);
        assertThat((byte[]) received.readObject()).containsExactly(1, 2, 3);
    }

    @Test
    @Section({"3.12", "StreamMessage"})
    void aNullArrayIsANullValue() throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeBytes(null);
        message.writeObject(null);
        message.writeInt(1);
        StreamMessage received = through(message, StreamMessage.class);
        assertThat(received.readObject()).isNull();
        assertThat(received.readBytes(new byte[4])).isEqualTo(-1);
        assertThat(received.readInt()).isEqualTo(1);
    }

    @Test
    void aRefusedObjectLeavesTheStreamAsItWas() throws Exception {
        StreamMessage message = written(1);
        for (Object odd : List.of(new Object(), new int[0], List.of(), new StringJoiner(","), new Byte[0])) {
            Refused.with(MessageFormatException.class, () -> message.writeObject(odd));
        }
        assertThatThrownBy(() -> message.writeBytes(new byte[1], 2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        message.writeInt(2);
        StreamMessage received = through(message, StreamMessage.class);
        assertThat(received.readInt()).isEqualTo(1);
        assertThat(received.readInt()).isEqualTo(2);
        Refused.with(MessageEOFException.class, received::readInt);
    }

    // --- position -----------------------------------------------------------------------------------------------

    @Test
    @Section("3.11.3")
    void aValueStaysNextUntilSomeTypeFits() throws Exception {
        StreamMessage message = received("12.5", true, new byte[] {4});
        assertThatThrownBy(message::readByte).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readLong).isInstanceOf(NumberFormatException.class);
        Refused.with(MessageFormatException.class, message::readChar);
        assertThat(message.readDouble()).isEqualTo(12.5);
        Refused.with(MessageFormatException.class, message::readInt);
        assertThat(message.readString()).isEqualTo("true");
        Refused.with(MessageFormatException.class, message::readString);
        Refused.with(MessageFormatException.class, message::readBoolean);
        assertThat((byte[]) message.readObject()).containsExactly(4);
    }

    @Test
    @Section("3.11.3")
    void aNullThatCannotBeReadAsANumberStaysNext() throws Exception {
        StreamMessage message = received((Object) null);
        assertThatThrownBy(message::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readChar).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(message::readFloat).isInstanceOf(NullPointerException.class);
        assertThat(message.readString()).isNull();
        Refused.with(MessageEOFException.class, message::readString);
    }

    @Test
    void everyReaderMeetsTheEndAndResetLeadsBack() throws Exception {
        StreamMessage message = received(1);
        assertThat(message.readInt()).isEqualTo(1);
        for (ThrowingCallable reader : readers(message)) {
            Refused.with(MessageEOFException.class, reader);
        }
        Refused.with(MessageEOFException.class, () -> message.readBytes(new byte[1]));
        message.reset();
        assertThat(message.readLong()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsBeingReadCanBeSentWhole() throws Exception {
        StreamMessage message = received(1, 2);
        assertThat(message.readInt()).isEqualTo(1);
        StreamMessage again = through(message, StreamMessage.class);
        assertThat(again.readInt()).isEqualTo(1);
        assertThat(message.readInt()).as("goes on where it was").isEqualTo(2);
    }

    // --- arrays in pieces ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anArrayIsReadInPiecesOfAnySize(int size) throws Exception {
        StreamMessage message = received(new byte[] {1, 2, 3, 4, 5, 6}, "after");
        List<Byte> read = new ArrayList<>();
        byte[] piece = new byte[size];
        int count = message.readBytes(piece);
        while (count == size) {
            read.addAll(bytes(piece, count));
            count = message.readBytes(piece);
        }
        assertThat(count).isEqualTo(6 % size == 0 ? -1 : 6 % size);
        read.addAll(bytes(piece, Math.max(0, count)));
        assertThat(read).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
        assertThat(message.readString()).isEqualTo("after");
    }

    private static List<Byte> bytes(byte[] piece, int count) {
        List<Byte> list = new ArrayList<>();
        for (byte each : Arrays.copyOf(piece, count)) {
            list.add(each);
        }
        return list;
    }

    @Test
    void untilItsEndAnArrayKeepsEveryOtherReaderOut() throws Exception {
        StreamMessage message = received(new byte[] {1, 2, 3}, 7);
        byte[] piece = new byte[3];
        assertThat(message.readBytes(piece)).isEqualTo(3);
        for (ThrowingCallable reader : readers(message)) {
            assertThat(Refused.with(MessageFormatException.class, reader)).hasMessageContaining("readBytes");
        }
        assertThat(message.readBytes(piece)).isEqualTo(-1);
        assertThat(message.readInt()).isEqualTo(7);
    }

    @Test
    void resetGoesBackEvenFromTheMiddleOfAnArray() throws Exception {
        StreamMessage message = received(5, new byte[] {1, 2, 3});
        assertThat(message.readInt()).isEqualTo(5);
        assertThat(message.readBytes(new byte[1])).isEqualTo(1);
        message.reset();
        assertThat(message.readInt()).isEqualTo(5);
        byte[] all = new byte[4];
        assertThat(message.readBytes(all)).isEqualTo(3);
        assertThat(all).containsExactly(1, 2, 3, 0);
    }

    @Test
    void anEmptyArrayIsZeroBytesAndThenOver() throws Exception {
        StreamMessage message = received(new byte[0], 1);
        assertThat(message.readBytes(new byte[2])).isZero();
        assertThat(message.readInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "char", "int", "String"})
    void whatIsNoArrayIsNotReadAsOne(String type) throws Exception {
        Object value = switch (type) {
            case "boolean" -> true;
            case "char" -> 'c';
            case "int" -> 1;
            default -> "text";
        };
        StreamMessage message = received(value);
        Refused.with(MessageFormatException.class, () -> message.readBytes(new byte[8]));
        assertThat(message.readObject()).isEqualTo(value);
    }

    @Test
    void aReadNeedsABuffer() throws Exception {
        StreamMessage message = received(new byte[] {1});
        assertThatThrownBy(() -> message.readBytes(null)).isInstanceOf(NullPointerException.class);
        assertThat(message.readBytes(new byte[2])).isEqualTo(1);
    }

    // --- states -------------------------------------------------------------------------------------------------

    @Test
    void aClearedBodyIsEmptyAndCanOnlyBeWritten() throws Exception {
        StreamMessage message = received(1, 2);
        message.clearBody();
        for (ThrowingCallable reader : readers(message)) {
            Refused.with(MessageNotReadableException.class, reader);
        }
        message.writeInt(3);
        StreamMessage again = through(message, StreamMessage.class);
        assertThat(again.readInt()).isEqualTo(3);
        Refused.with(MessageEOFException.class, again::readInt);
    }

    @Test
    void aReadOnlyStreamSaysSoWhateverIsWrongBesides() throws Exception {
        StreamMessage message = received(1);
        assertThat(Refused.with(MessageNotWriteableException.class, () -> message.writeObject(new Object())))
                .hasMessageContaining("clearBody");
        Refused.with(MessageNotWriteableException.class, () -> message.writeBytes(new byte[1], 0, 2));
        message.reset();
        Refused.with(MessageNotWriteableException.class, () -> message.writeInt(1));
    }

    @Test
    @Section({"3.9", "StreamMessage"})
    void afterAnAsynchronousSendAStreamCanBeWrittenOn() throws Exception {
        StreamMessage message = written(1);
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
            assertThat((Object) soon(told)).isSameAs(message);
        }
        message.writeInt(2);
        send(message);
        StreamMessage first = arrived(take(queue), StreamMessage.class);
        assertThat(first.readInt()).isEqualTo(1);
        Refused.with(MessageEOFException.class, first::readInt);
        StreamMessage second = arrived(take(queue), StreamMessage.class);
        assertThat(second.readInt()).isEqualTo(1);
        assertThat(second.readInt()).isEqualTo(2);
    }
}
