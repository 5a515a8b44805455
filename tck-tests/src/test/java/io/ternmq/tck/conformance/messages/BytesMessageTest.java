// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.11 Messages of bytes")
@Section({"3.11", "BytesMessage"})
class BytesMessageTest extends Scene {

    private BytesMessage written(byte... content) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(content);
        return message;
    }

    private BytesMessage received(byte... content) throws JMSException {
        return through(written(content), BytesMessage.class);
    }

    /** Every method that reads, for a body of any state. */
    private static List<ThrowingCallable> readers(BytesMessage message) {
        List<ThrowingCallable> all = new ArrayList<>(List.of(
                message::readBoolean, message::readByte, message::readUnsignedByte, message::readShort,
                message::readUnsignedShort, message::readChar, message::readInt, message::readLong,
                message::readFloat, message::readDouble));
        all.add(message::readUTF);
        return all;
    }

    // --- content ------------------------------------------------------------------------------------------------

    @Test
    void theBytesAreThoseOfADataStream() throws Exception {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(expected);
        data.writeBoolean(true);
        data.writeBoolean(false);
        data.writeByte(-7);
        data.writeShort(-300);
        data.writeChar('\u20ac');
        data.writeInt(0x01020304);
        data.writeLong(0x0102030405060708L);
        data.writeFloat(-1.25f);
        data.writeDouble(Math.PI);
        data.writeUTF("a\u0000\u20ac\ud83d\ude00");
        BytesMessage message = session.createBytesMessage();
        message.writeBoolean(true);
        message.writeBoolean(false);
        message.writeByte((byte) -7);
        message.writeShort((short) -300);
        message.writeChar('\u20ac');
        message.writeInt(0x01020304);
        message.writeLong(0x0102030405060708L);
        message.writeFloat(-1.25f);
        message.writeDouble(Math.PI);
        message.writeUTF("a\u0000\u20ac\ud83d\ude00");
        assertThat(through(message, BytesMessage.class).getBody(byte[].class)).isEqualTo(expected.toByteArray());
    }

    @Test
    void writingAnObjectIsWritingItsValue() throws Exception {
        BytesMessage plain = session.createBytesMessage();
        plain.writeBoolean(true);
        plain.writeByte((byte) 1);
        plain.writeShort((short) 2);
        plain.writeChar('c');
        plain.writeInt(3);
        plain.writeLong(4);
        plain.writeFloat(5);
        plain.writeDouble(6);
        plain.writeUTF("seven");
        plain.writeBytes(new byte[] {8});
        BytesMessage objects = session.createBytesMessage();
        for (Object value : List.of(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven", new byte[] {8})) {
            objects.writeObject(value);
        }
        assertThat(objects.getBody(byte[].class)).isEqualTo(plain.getBody(byte[].class));
    }

    @Test
    void anyByteThatIsNotZeroIsTrue() throws Exception {
        BytesMessage message = received((byte) 0, (byte) 1, (byte) 2, (byte) -1);
        assertThat(message.readBoolean()).isFalse();
        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readBoolean()).isTrue();
    }

    @Test
    void unsignedReadsHaveNoSign() throws Exception {
        BytesMessage message = received((byte) -1, (byte) -1, (byte) -2, (byte) 0x80, (byte) 0);
        assertThat(message.readUnsignedByte()).isEqualTo(255);
        assertThat(message.readUnsignedShort()).isEqualTo(65_534);
        assertThat(message.readUnsignedShort()).isEqualTo(32_768);
    }

    @Test
    void aLargeBodyArrivesWhole() throws Exception {
        byte[] content = new byte[3_000_001];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 9));
        }
        BytesMessage message = received(content);
        assertThat(message.getBodyLength()).isEqualTo(content.length);
        assertThat(message.getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void aPartOfAnArrayIsWritten() throws Exception {
        BytesMessage message = session.createBytesMessage();
        byte[] array = {1, 2, 3, 4};
        message.writeBytes(array, 1, 2);
        message.writeBytes(array, 4, 0);
        message.writeBytes(array, 0, 1);
        assertThat(through(message, BytesMessage.class).getBody(byte[].class)).containsExactly(2, 3, 1);
    }

    @Test
    void aPartOutsideTheArrayIsRefusedAndWritesNothing() throws Exception {
        BytesMessage message = session.createBytesMessage();
        byte[] array = {1, 2};
        assertThatThrownBy(() -> message.writeBytes(array, 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.writeBytes(array, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.writeBytes(array, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.writeBytes(array, 1, Integer.MAX_VALUE))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(through(message, BytesMessage.class).getBodyLength()).isZero();
    }

    @Test
    @Section({"3.12", "BytesMessage"})
    void aWrittenArrayIsCopiedAndSoIsARead() throws Exception {
        byte[] array = {1, 2, 3};
        BytesMessage message = written(array);
        array[0] = 99;
        BytesMessage received = through(message, BytesMessage.class);
        byte[] read = new byte[3];
        assertThat(received.readBytes(read)).isEqualTo(3);
        read[1] = 99;
        received.getBody(byte[].class)[2] = 99;
        assertThat(received.getBody(byte[].class)).containsExactly(1, 2, 3);
    }

    @Test
    @Section({"3.12", "BytesMessage"})
    void nothingCanBeWrittenThatIsNothing() throws Exception {
        BytesMessage message = written((byte) 1);
        assertThatThrownBy(() -> message.writeObject(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> message.writeBytes(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> message.writeBytes(null, 0, 0)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> message.writeUTF(null)).isInstanceOf(NullPointerException.class);
        assertThat(through(message, BytesMessage.class).getBodyLength()).isEqualTo(1);
    }

    @Test
    void textBeyondTheLimitOfItsFormIsRefusedAndWritesNothing() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeUTF("a".repeat(65_535));
        assertThat(Refused.with(MessageFormatException.class, () -> message.writeUTF("\u20ac".repeat(21_846))))
                .hasMessageContaining("65,535");
        BytesMessage received = through(message, BytesMessage.class);
        assertThat(received.getBodyLength()).isEqualTo(65_537);
        assertThat(received.readUTF()).hasSize(65_535);
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.11.3", "BytesMessage"})
    void whatIsNoTextStaysWhereItWas() throws Exception {
        BytesMessage message = received((byte) 0, (byte) 2, (byte) 0xff, (byte) 0xff, (byte) 7);
        Refused.with(MessageFormatException.class, message::readUTF);
        assertThat(message.readShort()).isEqualTo((short) 2);
        assertThat(message.readShort()).isEqualTo((short) -1);
        assertThat(message.readByte()).isEqualTo((byte) 7);
    }

    @Test
    void aTextThatTheBodyCutsOffIsTheEnd() throws Exception {
        BytesMessage message = received((byte) 0, (byte) 5, (byte) 'a');
        Refused.with(MessageEOFException.class, message::readUTF);
        assertThat(message.readShort()).isEqualTo((short) 5);
        Refused.with(MessageEOFException.class, message::readUTF);
        assertThat(message.readByte()).isEqualTo((byte) 'a');
    }

    @Test
    void everyReaderMeetsTheEnd() throws Exception {
        BytesMessage message = received((byte) 1);
        message.readByte();
        for (ThrowingCallable reader : readers(message)) {
            Refused.with(MessageEOFException.class, reader);
        }
        assertThat(message.readBytes(new byte[1])).isEqualTo(-1);
        assertThat(message.readBytes(new byte[5], 3)).isEqualTo(-1);
    }

    @Test
    void aReadOfNoBytesTakesNone() throws Exception {
        BytesMessage message = received((byte) 1, (byte) 2);
        assertThat(message.readBytes(new byte[0])).isZero();
        assertThat(message.readBytes(new byte[4], 0)).isZero();
        assertThat(message.readShort()).isEqualTo((short) 0x0102);
    }

    @Test
    void aBufferThatTheRestFillsExactlyIsFollowedByTheEnd() throws Exception {
        BytesMessage message = received((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        byte[] two = new byte[2];
        assertThat(message.readBytes(two)).isEqualTo(2);
        assertThat(message.readBytes(two)).isEqualTo(2);
        assertThat(two).containsExactly(3, 4);
        assertThat(message.readBytes(two)).isEqualTo(-1);
        assertThat(two).as("left alone").containsExactly(3, 4);
    }

    @Test
    void anImpossibleLengthReadsNothing() throws Exception {
        BytesMessage message = received((byte) 1, (byte) 2, (byte) 3);
        byte[] buffer = new byte[2];
        assertThatThrownBy(() -> message.readBytes(buffer, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.readBytes(buffer, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(buffer).containsExactly(0, 0);
        assertThat(message.readByte()).isEqualTo((byte) 1);
    }

    @Test
    void theLengthIsThatOfTheWholeBodyWhereverTheReaderIs() throws Exception {
        BytesMessage message = received((byte) 1, (byte) 2, (byte) 3);
        message.readShort();
        assertThat(message.getBodyLength()).isEqualTo(3);
        message.readByte();
        assertThat(message.getBodyLength()).isEqualTo(3);
    }

    // --- states -------------------------------------------------------------------------------------------------

    @Test
    void aNewOrClearedBodyCanOnlyBeWritten() throws Exception {
        BytesMessage cleared = received((byte) 1);
        cleared.clearBody();
        BytesMessage rewound = written((byte) 1);
        rewound.reset();
        rewound.clearBody();
        for (BytesMessage message : List.of(session.createBytesMessage(), cleared, rewound)) {
            for (ThrowingCallable reader : readers(message)) {
                Refused.with(MessageNotReadableException.class, reader);
            }
            Refused.with(MessageNotReadableException.class, () -> message.readBytes(new byte[1]));
            Refused.with(MessageNotReadableException.class, () -> message.readBytes(new byte[1], 1));
            Refused.with(MessageNotReadableException.class, message::getBodyLength);
            message.writeByte((byte) 5);
            assertThat(through(message, BytesMessage.class).getBody(byte[].class)).containsExactly(5);
        }
    }

    @Test
    void aMessageSentSynchronouslyCanBeWrittenOn() throws Exception {
        BytesMessage message = written((byte) 1);
        send(message);
        message.writeByte((byte) 2);
        send(message);
        message.reset();
        assertThat(message.getBodyLength()).isEqualTo(2);
        Refused.with(MessageNotWriteableException.class, () -> message.writeByte((byte) 3));
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(1);
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(2);
    }

    @Test
    @Section({"3.11.2", "BytesMessage"})
    void theWrongStateIsToldWhateverIsWrongBesides() throws Exception {
        byte[] one = new byte[1];
        BytesMessage message = received((byte) 1);
        Refused.with(MessageNotWriteableException.class, () -> message.writeBytes(null));
        Refused.with(MessageNotWriteableException.class, () -> message.writeBytes(one, 0, 2));
        Refused.with(MessageNotWriteableException.class, () -> message.writeUTF(null));
        Refused.with(MessageNotWriteableException.class, () -> message.writeObject(null));
        Refused.with(MessageNotWriteableException.class, () -> message.writeObject(new Object()));
        message.clearBody();
        Refused.with(MessageNotReadableException.class, () -> message.readBytes(null));
        Refused.with(MessageNotReadableException.class, () -> message.readBytes(one, 2));
    }

    @Test
    void aMessageThatIsBeingReadCanBeSentWhole() throws Exception {
        BytesMessage message = received((byte) 1, (byte) 2);
        message.readByte();
        BytesMessage again = through(message, BytesMessage.class);
        assertThat(again.getBody(byte[].class)).containsExactly(1, 2);
        assertThat(message.readByte()).as("goes on where it was").isEqualTo((byte) 2);
    }

    // --- asynchronous send --------------------------------------------------------------------------------------

    /** Reads the whole body as it is when it is told, without resetting it. */
    private static final class Reader implements CompletionListener {

        private final BlockingQueue<Object> read = new LinkedBlockingQueue<>();

        @Override
        public void onCompletion(Message message) {
            try {
                BytesMessage bytes = (BytesMessage) message;
                byte[] content = new byte[(int) bytes.getBodyLength()];
                read.add(bytes.readBytes(content) == content.length ? List.of(content[0], content[1]) : "too short");
            } catch (JMSException e) {
                read.add(e);
            }
        }

        @Override
        public void onException(Message message, Exception exception) {
            read.add(exception);
        }

        Object next() throws InterruptedException {
            Object next = read.poll(SOON, TimeUnit.MILLISECONDS);
            return next == null ? "nothing" : next;
        }
    }

    @Test
    @Section({"7.3.6", "BytesMessage"})
    void aCompletionListenerReadsTheBodyWithoutReset() throws Exception {
        Reader reader = new Reader();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(written((byte) 7, (byte) 8), reader);
            assertThat(reader.next()).isEqualTo(List.of((byte) 7, (byte) 8));
        }
        assertThat(arrived(take(queue), BytesMessage.class).getBody(byte[].class)).containsExactly(7, 8);
    }

    @Test
    @Section({"7.3.6", "BytesMessage", "JMSProducer"})
    void aCompletionListenerOfAContextReadsTheBodyToo() throws Exception {
        Reader reader = new Reader();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().setAsync(reader).send(queue, new byte[] {5, 6});
        assertThat(reader.next()).isEqualTo(List.of((byte) 5, (byte) 6));
    }

    @Test
    @Section({"7.3.6", "BytesMessage"})
    void aMessageSentTwiceIsReadFromItsBeginningBothTimes() throws Exception {
        Reader reader = new Reader();
        BytesMessage message = written((byte) 1, (byte) 2);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, reader);
            producer.send(message, reader);
        }
        assertThat(reader.next()).isEqualTo(List.of((byte) 1, (byte) 2));
        assertThat(reader.next()).isEqualTo(List.of((byte) 1, (byte) 2));
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(2);
        assertThat(arrived(take(queue), BytesMessage.class).getBodyLength()).isEqualTo(2);
    }

    @Test
    @Section({"7.3.6", "BytesMessage"})
    void afterAnAsynchronousSendTheBodyIsReadOnlyUntilCleared() throws Exception {
        Reader reader = new Reader();
        BytesMessage message = written((byte) 1, (byte) 2);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, reader);
            assertThat(reader.next()).isInstanceOf(List.class);
        }
        Refused.with(MessageNotWriteableException.class, () -> message.writeByte((byte) 3));
        message.clearBody();
        message.writeByte((byte) 4);
        send(message);
        assertThat(arrived(take(queue), BytesMessage.class).getBody(byte[].class)).containsExactly(1, 2);
        assertThat(arrived(take(queue), BytesMessage.class).getBody(byte[].class)).containsExactly(4);
    }
}
