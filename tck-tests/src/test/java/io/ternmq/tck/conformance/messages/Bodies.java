// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

/** Fills messages with values of several types, and looks whether they are all there. */
final class Bodies {

    private static final byte[] RAW = {3, -3, 0};

    private Bodies() {}

    static BytesMessage bytes(BytesMessage message) throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) -1);
        message.writeShort((short) -2);
        message.writeChar('\u00df');
        message.writeInt(Integer.MIN_VALUE);
        message.writeLong(Long.MAX_VALUE);
        message.writeFloat(1.5f);
        message.writeDouble(-0.0);
        message.writeUTF("w\u00f6rter");
        message.writeBytes(RAW);
        message.writeBytes(RAW, 1, 1);
        message.writeObject(77);
        return message;
    }

    static MapMessage map(MapMessage message) throws JMSException {
        message.setBoolean("boolean", true);
        message.setByte("byte", (byte) -1);
        message.setShort("short", (short) -2);
        message.setChar("char", '\u00df');
        message.setInt("int", Integer.MIN_VALUE);
        message.setLong("long", Long.MAX_VALUE);
        message.setFloat("float", 1.5f);
        message.setDouble("double", -0.0);
        message.setString("text", "w\u00f6rter");
        message.setString("nothing", null);
        message.setBytes("bytes", RAW);
        message.setBytes("part", RAW, 1, 1);
        message.setObject("object", 77);
        return message;
    }

    static StreamMessage stream(StreamMessage message) throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) -1);
        message.writeShort((short) -2);
        message.writeChar('\u00df');
        message.writeInt(Integer.MIN_VALUE);
        message.writeLong(Long.MAX_VALUE);
        message.writeFloat(1.5f);
        message.writeDouble(-0.0);
        message.writeString("w\u00f6rter");
        message.writeString(null);
        message.writeBytes(RAW);
        message.writeBytes(RAW, 1, 1);
        message.writeObject(77);
        return message;
    }

    /** Checks what {@link Scene#sample} put into a message of its kind. */
    static void assertComplete(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            assertThat(text.getText()).isEqualTo("words");
        } else if (message instanceof ObjectMessage object) {
            assertThat(object.getObject()).isEqualTo("an object");
        } else if (message instanceof MapMessage map) {
            assertMap(map);
        } else if (message instanceof StreamMessage stream) {
            assertStream(stream);
        } else if (message instanceof BytesMessage bytes) {
            assertBytes(bytes);
        }
    }

    private static void assertBytes(BytesMessage message) throws JMSException {
        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readUnsignedByte()).isEqualTo(255);
        assertThat(message.readUnsignedShort()).isEqualTo(65_534);
        assertThat(message.readChar()).isEqualTo('\u00df');
        assertThat(message.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(message.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(message.readFloat()).isEqualTo(1.5f);
        assertThat(message.readDouble()).isEqualTo(-0.0);
        assertThat(message.readUTF()).isEqualTo("w\u00f6rter");
        byte[] raw = new byte[4];
        assertThat(message.readBytes(raw)).isEqualTo(4);
        assertThat(raw).containsExactly(3, -3, 0, -3);
        assertThat(message.readInt()).isEqualTo(77);
    }

    private static void assertMap(MapMessage message) throws JMSException {
        assertThat(message.getBoolean("boolean")).isTrue();
        assertThat(message.getByte("byte")).isEqualTo((byte) -1);
        assertThat(message.getShort("short")).isEqualTo((short) -2);
        assertThat(message.getChar("char")).isEqualTo('\u00df');
        assertThat(message.getInt("int")).isEqualTo(Integer.MIN_VALUE);
        assertThat(message.getLong("long")).isEqualTo(Long.MAX_VALUE);
        assertThat(message.getFloat("float")).isEqualTo(1.5f);
        assertThat(message.getDouble("double")).isEqualTo(-0.0);
        assertThat(message.getString("text")).isEqualTo("w\u00f6rter");
        assertThat(message.itemExists("nothing")).isTrue();
        assertThat(message.getString("nothing")).isNull();
        assertThat(message.getBytes("bytes")).containsExactly(RAW);
        assertThat(message.getBytes("part")).containsExactly(-3);
        assertThat(message.getObject("object")).isEqualTo(77);
    }

    private static void assertStream(StreamMessage message) throws JMSException {
        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readByte()).isEqualTo((byte) -1);
        assertThat(message.readShort()).isEqualTo((short) -2);
        assertThat(message.readChar()).isEqualTo('\u00df');
        assertThat(message.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(message.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(message.readFloat()).isEqualTo(1.5f);
        assertThat(message.readDouble()).isEqualTo(-0.0);
        assertThat(message.readString()).isEqualTo("w\u00f6rter");
        assertThat(message.readString()).isNull();
        assertThat((byte[]) message.readObject()).containsExactly(RAW);
        byte[] part = new byte[2];
        assertThat(message.readBytes(part)).isEqualTo(1);
        assertThat(part[0]).isEqualTo((byte) -3);
        assertThat(message.readObject()).isEqualTo(77);
    }
}
