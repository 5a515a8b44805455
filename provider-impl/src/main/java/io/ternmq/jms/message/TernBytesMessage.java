// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a sequence of bytes: first written, then, after {@link #reset()} or on arrival, read from its
 * beginning. Numbers are big-endian, texts in the modified UTF-8 of {@link java.io.DataOutput}.
 */
public final class TernBytesMessage extends TernMessage implements BytesMessage {

    private @Nullable GrowingBuffer written;
    private Bytes content = Bytes.EMPTY;
    private @Nullable ByteBuffer reader;

    /** A message without bytes, ready for writing. */
    public TernBytesMessage() {}

    TernBytesMessage(BytesBody body) {
        content = body.bytes();
    }

    @Override
    public void reset() {
        content = present();
        written = null;
        reader = null;
        endWriting();
    }

    private Bytes present() {
        return written == null ? content : written.bytes();
    }

    @Override
    Body freezeBody() {
        return new BytesBody(present());
    }

    @Override
    void eraseBody() {
        written = null;
        content = Bytes.EMPTY;
        reader = null;
    }

    @Override
    boolean hasBody() {
        return written == null ? content.length() > 0 : written.size() > 0;
    }

    @Override
    boolean isAssignable(Class<?> type) {
        return type == byte[].class || type == Object.class;
    }

    @Override
    Object bodyObject() {
        return present().toArray();
    }

    /** The whole body; as the specification wants, the message is in the state after {@link #reset()} then. */
    @Override
    public <T> @Nullable T getBody(Class<T> type) throws JMSException {
        T whole = super.getBody(type);
        reset();
        return whole;
    }

    @Override
    public long getBodyLength() throws JMSException {
        requireReadableBody();
        return content.length();
    }

    private ByteBuffer reader() throws JMSException {
        requireReadableBody();
        if (reader == null) {
            reader = content.toBuffer();
        }
        return reader;
    }

    private ByteBuffer next(int bytes) throws JMSException {
        ByteBuffer from = reader();
        if (from.remaining() < bytes) {
            throw Refusals.endOfBody();
        }
        return from;
    }

    private ByteBuffer room(int bytes) throws JMSException {
        return writer(bytes).room(bytes);
    }

    private GrowingBuffer writer(int expected) throws JMSException {
        requireWritableBody();
        if (written == null) {
            written = new GrowingBuffer(expected);
        }
        return written;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return next(1).get() != 0;
    }

    @Override
    public byte readByte() throws JMSException {
        return next(1).get();
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return Byte.toUnsignedInt(next(1).get());
    }

    @Override
    public short readShort() throws JMSException {
        return next(Short.BYTES).getShort();
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return Short.toUnsignedInt(next(Short.BYTES).getShort());
    }

    @Override
    public char readChar() throws JMSException {
        return next(Character.BYTES).getChar();
    }

    @Override
    public int readInt() throws JMSException {
        return next(Integer.BYTES).getInt();
    }

    @Override
    public long readLong() throws JMSException {
        return next(Long.BYTES).getLong();
    }

    @Override
    public float readFloat() throws JMSException {
        return next(Float.BYTES).getFloat();
    }

    @Override
    public double readDouble() throws JMSException {
        return next(Double.BYTES).getDouble();
    }

    @Override
    public String readUTF() throws JMSException {
        return ModifiedUtf8.read(reader());
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        requireReadableBody();
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        ByteBuffer from = reader();
        Objects.checkFromIndexSize(0, length, value.length);
        int count = Math.min(length, from.remaining());
        from.get(value, 0, count);
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        room(1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        room(1).put(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        room(Short.BYTES).putShort(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        room(Character.BYTES).putChar(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        room(Integer.BYTES).putInt(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        room(Long.BYTES).putLong(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        room(Float.BYTES).putInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        room(Double.BYTES).putLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        requireWritableBody();
        GrowingBuffer to = writer(value.length() + Short.BYTES);
        try {
            new DataOutputStream(to).writeUTF(value);
        } catch (IOException e) {
            throw Refusals.format("writeUTF takes at most 65,535 bytes of encoded text.", e);
        }
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        requireWritableBody();
        writeBytes(value, 0, value.length);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        requireWritableBody();
        Objects.checkFromIndexSize(offset, length, value.length);
        room(length).put(value, offset, length);
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        requireWritableBody();
        Objects.requireNonNull(value, "value");
        if (value instanceof byte[] bytes) {
            writeBytes(bytes);
        } else if (value instanceof String text) {
            writeUTF(text);
        } else if (value instanceof Boolean bool) {
            writeBoolean(bool);
        } else if (value instanceof Character character) {
            writeChar(character);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else {
            throw unwritable(value);
        }
    }

    private void writeNumber(Number value) throws JMSException {
        if (value instanceof Integer number) {
            writeInt(number);
        } else if (value instanceof Long number) {
            writeLong(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof Byte number) {
            writeByte(number);
        } else if (value instanceof Short number) {
            writeShort(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else {
            throw unwritable(value);
        }
    }

    private static JMSException unwritable(Object value) {
        return Refusals.format("Bytes cannot be made of an object of " + value.getClass()
                + "; they can be made of the boxed primitive types, String and byte[].");
    }
}
