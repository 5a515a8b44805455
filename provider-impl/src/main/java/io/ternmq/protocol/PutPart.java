// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Bytes;

/**
 * Hands over the next part of a large body, before the {@link Send} of its message; answered by {@link Reply.Done}
 * when the part is durable. Every part but the last has {@link #BYTES} bytes, no part has none. A client has few of
 * them unanswered.
 *
 * @param upload number of the body among those that this connection sends, 1 or more; the first part begins it
 * @param bytes  the part
 */
public record PutPart(long upload, Bytes bytes) implements Request {

    /** Length of every part of a large body but the last. */
    public static final int BYTES = 256 * 1024;
}
