// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.StreamBody;
import jakarta.jms.JMSException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a sequence of typed values: first written, then, after {@link #reset()} or on arrival, read
 * from its beginning. The list is shared with frozen messages until the next value is written.
 */
public final class TernStreamMessage extends TernMessage implements StreamMessage {

    private List<Object> values;
    private boolean shared = true;
    private @Nullable StreamReader reader;

    /** A message without values, ready for writing. */
    public TernStreamMessage() {
        this.values = List.of();
    }

    TernStreamMessage(StreamBody body) {
        this.values = body.values();
    }

    @Override
    public void reset() {
        reader = null;
        endWriting();
    }

    @Override
    Body freezeBody() {
        shared = true;
        return new StreamBody(values);
    }

    @Override
    void eraseBody() {
        values = List.of();
        shared = true;
        reader = null;
    }

    /** A stream is never returned as a whole, not even an empty one. */
    @Override
    boolean hasBody() {
        return true;
    }

    private StreamReader reader() throws JMSException {
        requireReadableBody();
        if (reader == null) {
            reader = new StreamReader(values);
        }
        return reader;
    }

    private void write(@Nullable Object value) throws JMSException {
        requireWritableBody();
        if (shared) {
            values = new ArrayList<>(values);
            shared = false;
        }
        values.add(value);
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return reader().read(Conversions::toBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return reader().read(Conversions::toByte);
    }

    @Override
    public short readShort() throws JMSException {
        return reader().read(Conversions::toShort);
    }

    @Override
    public char readChar() throws JMSException {
        return reader().read(Conversions::toChar);
    }

    @Override
    public int readInt() throws JMSException {
        return reader().read(Conversions::toInt);
    }

    @Override
    public long readLong() throws JMSException {
        return reader().read(Conversions::toLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return reader().read(Conversions::toFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return reader().read(Conversions::toDouble);
    }

    @Override
    public @Nullable String readString() throws JMSException {
        String value = Conversions.toText(reader().peek());
        reader().advance();
        return value;
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return reader().readBytes(value);
    }

    @Override
    public @Nullable Object readObject() throws JMSException {
        Object value = Conversions.toObject(reader().peek());
        reader().advance();
        return value;
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(value);
    }

    @Override
    public void writeString(@Nullable String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte @Nullable [] value) throws JMSException {
        write(Conversions.stored(value));
    }

    @Override
    public void writeBytes(byte @Nullable [] value, int offset, int length) throws JMSException {
        requireWritableBody();
        write(Conversions.stored(value, offset, length));
    }

    @Override
    public void writeObject(@Nullable Object value) throws JMSException {
        requireWritableBody();
        write(Conversions.stored(value));
    }
}
