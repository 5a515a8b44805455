// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import io.ternmq.message.Content;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of bytes in order, through a window: all of a body in memory, the next piece of a larger one. What was
 * asked for and is not there leaves the place as it was.
 */
final class BytesReader {

    /** More than the longest value that is read at once: a text of 65,535 bytes with its length. */
    private static final int WINDOW = 128 * 1024;

    private final @Nullable InputStream more;
    private ByteBuffer window;

    BytesReader(Bytes bytes) {
        this.more = null;
        this.window = bytes.toBuffer();
    }

    BytesReader(Content content) throws JMSException {
        try {
            this.more = content.open();
        } catch (IOException e) {
            throw Refusals.unreadable(e);
        }
        this.window = ByteBuffer.allocate(WINDOW).flip();
    }

    /** The window with at least so many bytes. */
    ByteBuffer next(int bytes) throws JMSException {
        ByteBuffer from = upTo(bytes);
        if (from.remaining() < bytes) {
            throw Refusals.endOfBody();
        }
        return from;
    }

    /** The window with so many bytes, or all that are left. */
    ByteBuffer upTo(int bytes) throws JMSException {
        if (more != null && window.remaining() < bytes) {
            fill(more);
        }
        return window;
    }

    private void fill(InputStream from) throws JMSException {
        window.compact();
        try {
            int count = from.readNBytes(window.array(), window.position(), window.remaining());
            window.position(window.position() + count);
        } catch (IOException e) {
            throw Refusals.unreadable(e);
        } finally {
            window.flip();
        }
    }

    /** Reads as many bytes as there are and fit; how many. */
    int read(byte[] into, int length) throws JMSException {
        int first = Math.min(length, window.remaining());
        window.get(into, 0, first);
        if (more == null || first == length) {
            return first;
        }
        try {
            return first + more.readNBytes(into, first, length - first);
        } catch (IOException e) {
            throw Refusals.unreadable(e);
        }
    }
}
