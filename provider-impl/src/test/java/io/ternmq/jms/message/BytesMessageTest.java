// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BytesMessageTest {

    private final TernBytesMessage message = new TernBytesMessage();

    @Test
    void readsWhatWasWritten() throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) -1);
        message.writeByte((byte) -1);
        message.writeShort((short) -2);
        message.writeShort((short) -2);
        message.writeChar('ü');
        message.writeInt(Integer.MIN_VALUE);
        message.writeLong(Long.MAX_VALUE);
        message.writeFloat(1.5f);
        message.writeDouble(-0.1);
        message.writeUTF("a\0ü\uD83D\uDE00");
        message.writeBytes(new byte[] {1, 2, 3}, 1, 1);
        TernBytesMessage arrived = Samples.passed(message);

        assertThat(arrived.readBoolean()).isTrue();
        assertThat(arrived.readByte()).isEqualTo((byte) -1);
        assertThat(arrived.readUnsignedByte()).isEqualTo(255);
        assertThat(arrived.readShort()).isEqualTo((short) -2);
        assertThat(arrived.readUnsignedShort()).isEqualTo(65_534);
        assertThat(arrived.readChar()).isEqualTo('ü');
        assertThat(arrived.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(arrived.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(arrived.readFloat()).isEqualTo(1.5f);
        assertThat(arrived.readDouble()).isEqualTo(-0.1);
        assertThat(arrived.readUTF()).isEqualTo("a\0ü\uD83D\uDE00");
        assertThat(arrived.readByte()).isEqualTo((byte) 2);
        assertThatThrownBy(arrived::readByte).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void writesTheBytesOfDataOutputAndObjectsLikeTheirPrimitives() throws Exception {
        Object[] values = {true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven", new byte[] {8, 9}};
        for (Object value : values) {
            message.writeObject(value);
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(expected);
        out.writeBoolean(true);
        out.writeByte(1);
        out.writeShort(2);
        out.writeChar('c');
        out.writeInt(3);
        out.writeLong(4);
        out.writeFloat(5);
        out.writeDouble(6);
        out.writeUTF("seven");
        out.write(new byte[] {8, 9});

        assertThat(message.getBody(byte[].class)).isEqualTo(expected.toByteArray());
    }

    @Test
    void bytesCannotBeMadeOfNullOrOtherObjects() {
        assertThatNullPointerException().isThrownBy(() -> message.writeObject(null));
        assertThatNullPointerException().isThrownBy(() -> message.writeBytes(null));
        assertThatNullPointerException().isThrownBy(() -> message.writeUTF(null));
        assertThatThrownBy(() -> message.writeObject(new BigDecimal("1"))).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.writeObject(new Object())).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void isEitherWrittenOrRead() throws JMSException {
        for (ThrowingCallable read : new ThrowingCallable[] {
                message::getBodyLength, message::readBoolean, message::readByte, message::readUnsignedByte,
                message::readShort, message::readUnsignedShort, message::readChar, message::readInt, message::readLong,
                message::readFloat, message::readDouble, message::readUTF, () -> message.readBytes(new byte[1]),
                () -> message.readBytes(new byte[1], 1),
        }) {
            assertThatThrownBy(read).isInstanceOf(MessageNotReadableException.class);
        }
        message.reset();
        for (ThrowingCallable write : new ThrowingCallable[] {
                () -> message.writeBoolean(true), () -> message.writeByte((byte) 1),
                () -> message.writeShort((short) 1),
                () -> message.writeChar('c'), () -> message.writeInt(1), () -> message.writeLong(1),
                () -> message.writeFloat(1), () -> message.writeDouble(1), () -> message.writeUTF("x"),
                () -> message.writeBytes(new byte[1]), () -> message.writeBytes(new byte[1], 0, 1),
                () -> message.writeObject(1),
        }) {
            assertThatThrownBy(write).isInstanceOf(MessageNotWriteableException.class);
        }
        message.clearBody();
        message.writeInt(1);
    }

    @Test
    void resetGoesBackToTheBeginning() throws JMSException {
        message.writeInt(42);
        message.reset();
        assertThat(message.readInt()).isEqualTo(42);
        assertThat(message.getBodyLength()).isEqualTo(4);

        message.reset();

        assertThat(message.readInt()).isEqualTo(42);
    }

    @Test
    void aReadThatFailsLeavesThePosition() throws JMSException {
        message.writeBytes(new byte[] {0, 5, 'a', 'b', 'c'});
        message.reset();

        assertThatThrownBy(message::readLong).isInstanceOf(MessageEOFException.class);
        assertThatThrownBy(message::readUTF).isInstanceOf(MessageEOFException.class);
        assertThat(message.readShort()).isEqualTo((short) 5);
    }

    @Test
    void malformedTextLeavesThePosition() throws JMSException {
        message.writeBytes(new byte[] {0, 1, (byte) 0xFF});
        message.reset();

        assertThatThrownBy(message::readUTF).isInstanceOf(MessageFormatException.class);
        assertThat(message.readUnsignedShort()).isEqualTo(1);
        assertThatThrownBy(message::readUTF).isInstanceOf(MessageEOFException.class);
        assertThat(message.readUnsignedByte()).isEqualTo(255);
    }

    @Test
    void aTextThatIsTooLongWritesNothing() throws JMSException {
        assertThatThrownBy(() -> message.writeUTF("x".repeat(65_536))).isInstanceOf(MessageFormatException.class);
        message.writeUTF("x".repeat(65_535));
        message.reset();

        assertThat(message.getBodyLength()).isEqualTo(65_537);
        assertThat(message.readUTF()).hasSize(65_535);
    }

    @Test
    void readsInPieces() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3, 4, 5});
        message.reset();
        byte[] piece = new byte[2];

        assertThat(message.readBytes(piece)).isEqualTo(2);
        assertThat(piece).containsExactly(1, 2);
        assertThat(message.readBytes(piece, 1)).isEqualTo(1);
        assertThat(piece).containsExactly(3, 2);
        assertThat(message.readBytes(new byte[9])).isEqualTo(2);
        assertThat(message.readBytes(piece)).isEqualTo(-1);
    }

    @Test
    void aLengthOutsideTheArrayReadsNothing() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3});
        message.reset();

        for (int length : new int[] {-1, 3}) {
            assertThatThrownBy(() -> message.readBytes(new byte[2], length))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(message.readBytes(new byte[3])).isEqualTo(3);
        assertThatThrownBy(() -> new TernBytesMessage().writeBytes(new byte[2], 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsAStretchInTheMiddleOfAnArray() throws JMSException {
        Bytes middle = Bytes.wrap(new byte[] {9, 9, 0, 0, 0, 7, 9}, 2, 4);
        FrozenMessage sent = Samples.sent(message).toBuilder().body(new BytesBody(middle)).build();
        TernBytesMessage arrived = (TernBytesMessage) Samples.received(sent);

        assertThat(arrived.getBodyLength()).isEqualTo(4);
        assertThat(arrived.readInt()).isEqualTo(7);
        assertThatThrownBy(arrived::readByte).isInstanceOf(MessageEOFException.class);
        arrived.reset();
        assertThat(arrived.readInt()).isEqualTo(7);
        assertThat(Samples.sent(arrived).body()).isEqualTo(new BytesBody(middle));
    }

    @Test
    void goesOnBehindWhatWasSentWithoutCopyingOrChangingIt() throws JMSException {
        message.writeInt(1);
        Bytes first = bytes(Samples.sent(message));
        message.writeInt(2);
        Bytes second = bytes(Samples.sent(message));
        for (int i = 0; i < 1000; i++) {
            message.writeLong(-1);
        }
        Bytes third = bytes(Samples.sent(message));
        message.clearBody();
        message.writeLong(-1);

        assertThat(first.toArray()).containsExactly(0, 0, 0, 1);
        assertThat(second.toArray()).containsExactly(0, 0, 0, 1, 0, 0, 0, 2);
        assertThat(second.array()).isSameAs(first.array());
        assertThat(third.length()).isEqualTo(8008);
        assertThat(third.toArray()).startsWith(second.toArray());
    }

    @Test
    void holdsOnToLittleMoreThanWhatWasWritten() throws JMSException {
        for (int size : new int[] {0, 1, 33, 820, 100_000}) {
            message.clearBody();
            for (int i = 0; i < size; i++) {
                message.writeByte((byte) i);
            }
            Bytes sent = bytes(Samples.sent(message));
            byte[] written = sent.toArray();
            assertThat(written).hasSize(size);
            assertThat(sent.array().length).isLessThanOrEqualTo(32 + size + size / 4);
            message.writeByte((byte) 7);
            byte[] more = Arrays.copyOf(written, size + 1);
            more[size] = 7;
            assertThat(bytes(Samples.sent(message)).toArray()).isEqualTo(more);
        }
    }

    @Test
    void theCallersArrayIsCopied() throws JMSException {
        byte[] mine = {1, 2, 3};
        message.writeBytes(mine);
        mine[0] = 9;
        TernBytesMessage arrived = Samples.passed(message);

        arrived.getBody(byte[].class)[1] = 9;

        assertThat(arrived.getBody(byte[].class)).containsExactly(1, 2, 3);
    }

    private static Bytes bytes(FrozenMessage sent) {
        return ((BytesBody) sent.body()).bytes();
    }
}
