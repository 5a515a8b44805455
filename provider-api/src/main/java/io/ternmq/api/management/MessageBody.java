// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message, or the beginning of it. Of the four contents the one that the type asks for is filled in.
 *
 * @param type       which of the types of the specification
 * @param sizeBytes  about how large the whole body is
 * @param isComplete whether this is all of it
 * @param text       the text of {@link Type#TEXT}; null when there is none
 * @param bytes      the content of {@link Type#BYTES}, or of {@link Type#OBJECT} in serialised form; read-only; null
 *                   when there is none, and for a body that is too large for memory
 * @param named      the values of {@link Type#MAP}; they are boxed primitives, strings, read-only {@link ByteBuffer}s
 *                   or null
 * @param values     the values of {@link Type#STREAM}, of the same kinds
 */
public record MessageBody(
        Type type,
        long sizeBytes,
        boolean isComplete,
        @Nullable String text,
        @Nullable ByteBuffer bytes,
        Map<String, @Nullable Object> named,
        List<@Nullable Object> values) {

    /** The types of messages. */
    public enum Type {
        /** Headers and properties only. */
        EMPTY,
        /** Text. */
        TEXT,
        /** Bytes without further meaning. */
        BYTES,
        /** Named values. */
        MAP,
        /** Values in order. */
        STREAM,
        /** A serialised Java object. */
        OBJECT
    }
}
