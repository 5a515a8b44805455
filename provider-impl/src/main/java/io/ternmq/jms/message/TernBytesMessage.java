// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.api.MessageProperties;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.Content;
import io.ternmq.message.LargeBody;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a sequence of bytes: first written, then, after {@link #reset()} or on arrival, read from its
 * beginning. Numbers are big-endian, texts in the modified UTF-8 of {@link java.io.DataOutput}.
 *
 * <p>A body may be larger than memory: then it comes from a program's stream and goes from there to the broker, or it
 * is read from where it lies, piece by piece.
 */
public final class TernBytesMessage extends TernMessage implements BytesMessage {

    /** Longer ones go to the broker in parts. */
    static final int LARGEST_WHOLE = 1024 * 1024;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private @Nullable GrowingBuffer written;
    private Bytes content = Bytes.EMPTY;
    /** The body when it is not in memory, or else null. */
    private @Nullable Content large;
    private @Nullable BytesReader reader;

    /** A message without bytes, ready for writing. */
    public TernBytesMessage() {}

    TernBytesMessage(BytesBody body) {
        content = body.bytes();
    }

    TernBytesMessage(LargeBody body) {
        large = Objects.requireNonNull(body.content(), "a large body that was not fetched");
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
        if (large != null) {
            return LargeBody.unsent(large);
        }
        Bytes bytes = present();
        return bytes.length() > LARGEST_WHOLE ? LargeBody.unsent(new ArrayContent(bytes)) : new BytesBody(bytes);
    }

    /** A stream is read once, and by the send. */
    private @Nullable Content readableLarge() throws JMSException {
        if (large != null && large.length() == Content.UNKNOWN) {
            throw Refusals.streamBody();
        }
        return large;
    }

    @Override
    void useStream(String name, @Nullable Object stream) throws JMSException {
        if (name.equals(MessageProperties.INPUT_STREAM) && stream instanceof InputStream in) {
            requireWritableBody();
            eraseBody();
            large = new StreamContent(in);
        } else if (name.equals(MessageProperties.OUTPUT_STREAM) && stream instanceof OutputStream out) {
            requireReadableBody();
            writeTo(out);
        } else {
            super.useStream(name, stream);
        }
    }

    private void writeTo(OutputStream out) throws JMSException {
        Content from = readableLarge();
        try (InputStream in = (from == null ? new ArrayContent(content) : from).open()) {
            in.transferTo(out);
        } catch (IOException e) {
            throw Refusals.format("The body could not be written to the stream: " + e.getMessage(), e);
        }
    }

    @Override
    void eraseBody() {
        written = null;
        content = Bytes.EMPTY;
        large = null;
        reader = null;
    }

    @Override
    boolean hasBody() {
        return large != null || (written == null ? content.length() > 0 : written.size() > 0);
    }

    @Override
    boolean isAssignable(Class<?> type) {
        return type == byte[].class || type == Object.class;
    }

    @Override
    Object bodyObject() throws JMSException {
        Content from = readableLarge();
        if (from == null) {
            return present().toArray();
        }
        if (from.length() > LONGEST_ARRAY) {
            throw Refusals.format("The body has " + from.length() + " bytes, more than an array can hold; read it with"
                    + " readBytes, or have it written to a stream.");
        }
        try (InputStream in = from.open()) {
            return in.readNBytes((int) from.length());
        } catch (IOException e) {
            throw Refusals.unreadable(e);
        }
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
        Content from = readableLarge();
        return from == null ? content.length() : from.length();
    }

    private BytesReader reader() throws JMSException {
        requireReadableBody();
        if (reader == null) {
            Content from = readableLarge();
            reader = from == null ? new BytesReader(content) : new BytesReader(from);
        }
        return reader;
    }

    private ByteBuffer next(int bytes) throws JMSException {
        return reader().next(bytes);
    }

    private ByteBuffer room(int bytes) throws JMSException {
        return writer(bytes).room(bytes);
    }

    private GrowingBuffer writer(int expected) throws JMSException {
        requireWritableBody();
        if (large != null) {
            throw Refusals.streamBody();
        }
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
        return ModifiedUtf8.read(reader().upTo(ModifiedUtf8.LONGEST));
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        requireReadableBody();
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        BytesReader from = reader();
        Objects.checkFromIndexSize(0, length, value.length);
        int count = from.read(value, length);
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
