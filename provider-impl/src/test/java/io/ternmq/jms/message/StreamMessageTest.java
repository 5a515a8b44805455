// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.StreamBody;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StreamMessageTest {

    private final TernStreamMessage message = new TernStreamMessage();

    @Test
    void readsWhatWasWritten() throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) 1);
        message.writeShort((short) 2);
        message.writeChar('c');
        message.writeInt(3);
        message.writeLong(4);
        message.writeFloat(5);
        message.writeDouble(6);
        message.writeString("seven");
        message.writeBytes(new byte[] {7, 8, 9}, 1, 2);
        message.writeString(null);
        TernStreamMessage arrived = Samples.passed(message);

        assertThat(arrived.readBoolean()).isTrue();
        assertThat(arrived.readByte()).isEqualTo((byte) 1);
        assertThat(arrived.readShort()).isEqualTo((short) 2);
        assertThat(arrived.readChar()).isEqualTo('c');
        assertThat(arrived.readInt()).isEqualTo(3);
        assertThat(arrived.readLong()).isEqualTo(4);
        assertThat(arrived.readFloat()).isEqualTo(5);
        assertThat(arrived.readDouble()).isEqualTo(6);
        assertThat(arrived.readString()).isEqualTo("seven");
        assertThat((byte[]) arrived.readObject()).containsExactly(8, 9);
        assertThat(arrived.readObject()).isNull();
        assertThatThrownBy(arrived::readObject).isInstanceOf(MessageEOFException.class);
        assertThatThrownBy(() -> arrived.readBytes(new byte[1])).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void isEitherWrittenOrRead() throws JMSException {
        for (ThrowingCallable read : new ThrowingCallable[] {
                message::readBoolean, message::readByte, message::readShort, message::readChar, message::readInt,
                message::readLong, message::readFloat, message::readDouble, message::readString, message::readObject,
                () -> message.readBytes(new byte[1]),
        }) {
            assertThatThrownBy(read).isInstanceOf(MessageNotReadableException.class);
        }
        message.reset();
        for (ThrowingCallable write : new ThrowingCallable[] {
                () -> message.writeBoolean(true), () -> message.writeByte((byte) 1),
                () -> message.writeShort((short) 1),
                () -> message.writeChar('c'), () -> message.writeInt(1), () -> message.writeLong(1),
                () -> message.writeFloat(1), () -> message.writeDouble(1), () -> message.writeString("x"),
                () -> message.writeBytes(new byte[1]), () -> message.writeBytes(new byte[1], 0, 1),
                () -> message.writeObject(1),
        }) {
            assertThatThrownBy(write).isInstanceOf(MessageNotWriteableException.class);
        }
        message.clearBody();
        message.writeInt(1);
    }

    @Test
    void aValueThatDoesNotConvertCanBeReadAsAnotherType() throws JMSException {
        message.writeString("many");
        message.writeLong(7);
        message.writeObject(null);
        message.reset();

        assertThatThrownBy(message::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readChar).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.readBytes(new byte[1])).isInstanceOf(MessageFormatException.class);
        assertThat(message.readString()).isEqualTo("many");
        assertThatThrownBy(message::readInt).isInstanceOf(MessageFormatException.class);
        assertThat(message.readLong()).isEqualTo(7);
        assertThatThrownBy(message::readLong).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readChar).isInstanceOf(NullPointerException.class);
        assertThat(message.readString()).isNull();
        assertThatThrownBy(message::readString).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void anArrayEndsWithAPieceThatDoesNotFillTheBuffer() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3});
        message.writeInt(42);
        message.reset();
        byte[] buffer = new byte[2];

        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(1, 2);
        assertThat(message.readBytes(buffer)).isEqualTo(1);
        assertThat(buffer[0]).isEqualTo((byte) 3);
        assertThat(message.readInt()).isEqualTo(42);
    }

    @Test
    void anArrayThatFitsExactlyNeedsAnotherCall() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3, 4});
        message.writeInt(42);
        message.reset();
        byte[] buffer = new byte[2];

        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThatThrownBy(message::readInt).isInstanceOf(MessageFormatException.class);
        assertThat(message.readBytes(buffer)).isEqualTo(-1);
        assertThat(message.readInt()).isEqualTo(42);
    }

    @Test
    void nothingElseIsReadInsideAnArray() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3, 4});
        message.reset();
        message.readBytes(new byte[1]);

        for (ThrowingCallable read : new ThrowingCallable[] {
                message::readObject, message::readString, message::readBoolean, message::readLong,
        }) {
            assertThatThrownBy(read).isInstanceOf(MessageFormatException.class);
        }
        assertThat(message.readBytes(new byte[9])).isEqualTo(3);

        message.reset();
        message.readBytes(new byte[1]);
        message.reset();
        assertThat((byte[]) message.readObject()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void emptyAndNullArraysDiffer() throws JMSException {
        message.writeBytes(new byte[0]);
        message.writeBytes(null);
        message.writeBytes(null, 0, 0);
        message.writeBytes(new byte[0]);
        message.writeBytes(new byte[0]);
        message.reset();

        assertThat(message.readBytes(new byte[4])).isZero();
        assertThat(message.readBytes(new byte[4])).isEqualTo(-1);
        assertThat(message.readObject()).isNull();
        assertThat((byte[]) message.readObject()).isEmpty();
        assertThat(message.readBytes(new byte[0])).isZero();
        assertThat(message.readBytes(new byte[4])).isEqualTo(-1);
        assertThatThrownBy(() -> message.readBytes(new byte[4])).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void aBufferOfNoLengthMakesNoProgress() throws JMSException {
        message.writeBytes(new byte[] {1});
        message.reset();

        assertThat(message.readBytes(new byte[0])).isZero();
        assertThat(message.readBytes(new byte[0])).isZero();
        assertThat(message.readBytes(new byte[2])).isEqualTo(1);
        message.reset();
        assertThatNullPointerException().isThrownBy(() -> message.readBytes(null));
        assertThat(message.readBytes(new byte[2])).isEqualTo(1);
    }

    @Test
    void consecutiveArraysAreTwoValues() throws JMSException {
        message.writeBytes(new byte[] {1});
        message.writeBytes(new byte[] {2});
        message.reset();

        assertThat(message.readBytes(new byte[9])).isEqualTo(1);
        assertThat(message.readBytes(new byte[9])).isEqualTo(1);
    }

    @Test
    void otherObjectsAreRefusedAtOnce() {
        for (Object value : List.of(new BigDecimal("1"), new Object(), List.of(), new Byte[0])) {
            assertThatThrownBy(() -> message.writeObject(value)).isInstanceOf(MessageFormatException.class);
        }
        assertThatThrownBy(() -> message.writeBytes(new byte[1], 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theSenderGoesOnWithoutTheSentMessageNoticing() throws JMSException {
        byte[] mine = {1};
        message.writeBytes(mine);
        mine[0] = 9;
        FrozenMessage first = Samples.sent(message);
        message.writeInt(2);
        FrozenMessage second = Samples.sent(message);
        message.clearBody();
        message.writeInt(3);

        assertThat(values(first)).containsExactly(Bytes.copyOf(new byte[] {1}));
        assertThat(values(second)).containsExactly(Bytes.copyOf(new byte[] {1}), 2);
    }

    @Test
    void forwardingSharesTheValuesAndClearingDoesNotTouchThem() throws JMSException {
        message.writeInt(1);
        FrozenMessage sent = Samples.sent(message);
        TernStreamMessage arrived = (TernStreamMessage) Samples.received(sent);

        assertThat(values(Samples.sent(arrived))).isSameAs(values(sent));
        arrived.clearBody();
        arrived.writeString("new");

        assertThat(values(sent)).containsExactly(1);
        assertThat(values(Samples.sent(arrived))).containsExactly("new");
    }

    private static List<Object> values(FrozenMessage sent) {
        return ((StreamBody) sent.body()).values();
    }
}
