// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body in the form in which it travels: text or bytes, with its content type. Handed over, not copied.
 *
 * @param contentType media type, such as {@code application/json}; travels in {@code JMS_TERN_ContentType}
 * @param text        the text, or null when it is bytes
 * @param bytes       the bytes, or null when it is text
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
public record Payload(String contentType, @Nullable String text, byte @Nullable [] bytes) {

    /** Checks that it is one of the two. */
    public Payload {
        Objects.requireNonNull(contentType, "contentType");
        if ((text == null) == (bytes == null)) {
            throw new IllegalArgumentException("A payload is either text or bytes");
        }
    }

    /**
     * A text.
     *
     * @param contentType media type
     * @param text        the text
     * @return the payload
     */
    public static Payload text(String contentType, String text) {
        return new Payload(contentType, text, null);
    }

    /**
     * Bytes.
     *
     * @param contentType media type
     * @param bytes       the bytes, not to be changed any more
     * @return the payload
     */
    public static Payload bytes(String contentType, byte[] bytes) {
        return new Payload(contentType, null, bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload
                && contentType.equals(payload.contentType)
                && Objects.equals(text, payload.text)
                && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contentType, text, Arrays.hashCode(bytes));
    }
}
