// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, counts them, and refuses what is none. For one thread. */
final class LineReader {

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long number;

    /** Makes one; the stream had better be buffered. */
    LineReader(InputStream in) {
        this.in = in;
    }

    /** Number of the line that was read last, counted from 1. */
    long number() {
        return number;
    }

    /**
     * The next line without its end, or null when there is none.
     *
     * @throws JsonException when it is not UTF-8
     */
    @Nullable String next() throws IOException {
        bytes.reset();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        }
    }

    private static JsonException notUtf8(CharacterCodingException cause) {
        JsonException exception = new JsonException(1, "the line is not UTF-8");
        exception.initCause(cause);
        return exception;
    }
}
