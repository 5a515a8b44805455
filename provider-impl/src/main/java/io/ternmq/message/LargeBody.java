// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import org.jspecify.annotations.Nullable;

/**
 * A body of uninterpreted bytes that is never in memory as a whole. Its bytes go from the client to the broker and back
 * in parts, beside the message, which only says where they are.
 *
 * @param number  what the two sides of a connection call it: number of the upload on the way to the broker, number of
 *                the body in the broker from there on; 0 for a body that has not been sent
 * @param length  how many bytes there are, or {@link Content#UNKNOWN} before it has been sent
 * @param content the bytes on this side, or null where only the other side has them; never transmitted, never stored
 */
public record LargeBody(long number, long length, @Nullable Content content) implements Body {

    /** Bytes of memory that a message with such a body takes for it. */
    private static final int MEMORY_BYTES = 64;

    /** A body that has not been sent. */
    public static LargeBody unsent(Content content) {
        return new LargeBody(0, content.length(), content);
    }

    /** Its length, as far as an int can say it: what it counts for in limits. */
    @Override
    public int sizeBytes() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, length));
    }

    @Override
    public int memoryBytes() {
        return MEMORY_BYTES;
    }
}
