// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a stream in order. A value that could not be converted stays next, so that it can be read as
 * another type.
 *
 * <p>A {@code byte[]} read in pieces moves through two states: {@code chunked == null} (between values) and {@code
 * chunked != null} (inside an array, {@code taken} bytes of it read). A piece that does not fill the caller's buffer
 * ends the array; after one that fills it exactly, only the next call tells that nothing is left. Inside an array no
 * other value can be read.
 */
final class StreamReader {

    private final List<Object> values;
    private int position;
    private @Nullable Bytes chunked;
    private int taken;

    StreamReader(List<Object> values) {
        this.values = values;
    }

    /** Reads the next value as some type, and moves on when that worked. */
    <T> T read(Conversion<T> conversion) throws JMSException {
        T converted = conversion.of(peek());
        position++;
        return converted;
    }

    /** The next value, which stays next. */
    @Nullable Object peek() throws JMSException {
        if (chunked != null) {
            throw Refusals.format("The byte[] that is being read must be read to its end first: until readBytes "
                    + "returns less than the length of the buffer, or -1.");
        }
        return next();
    }

    /** Moves behind the value that {@link #peek} returned. */
    void advance() {
        position++;
    }

    /** Reads the next piece of an array; -1 for a null array and when nothing is left of one. */
    int readBytes(byte[] into) throws JMSException {
        Objects.requireNonNull(into, "value");
        if (chunked != null) {
            return chunked.length() == taken ? end(-1) : piece(chunked, into);
        }
        Object value = next();
        if (value == null) {
            return end(-1);
        }
        if (value instanceof Bytes bytes) {
            chunked = bytes;
            return piece(bytes, into);
        }
        throw Refusals.notConvertible(value, "byte[]");
    }

    private int piece(Bytes from, byte[] into) {
        int count = Math.min(from.length() - taken, into.length);
        System.arraycopy(from.array(), from.offset() + taken, into, 0, count);
        taken += count;
        return count < into.length ? end(count) : count;
    }

    private int end(int result) {
        chunked = null;
        taken = 0;
        position++;
        return result;
    }

    private @Nullable Object next() throws JMSException {
        if (position >= values.size()) {
            throw Refusals.endOfBody();
        }
        return values.get(position);
    }

    /** A conversion to a primitive type, from the table of the specification. */
    @FunctionalInterface
    interface Conversion<T> {
        T of(@Nullable Object value) throws JMSException;
    }
}
