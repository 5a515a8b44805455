// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the texts of {@link java.io.DataOutput#writeUTF}. */
final class ModifiedUtf8 {

    /** Bytes of the longest text, with its length. */
    static final int LONGEST = Short.BYTES + 65_535;

    private ModifiedUtf8() {}

    /** Reads a text and moves behind it; stays where it was when there is none. */
    static String read(ByteBuffer from) throws JMSException {
        int start = from.position();
        if (from.remaining() < Short.BYTES) {
            throw Refusals.endOfBody();
        }
        int size = Short.BYTES + Short.toUnsignedInt(from.getShort(start));
        if (from.remaining() < size) {
            throw Refusals.endOfBody();
        }
        byte[] encoded = new byte[size];
        from.get(start, encoded);
        try {
            String text = new DataInputStream(new ByteArrayInputStream(encoded)).readUTF();
            from.position(start + size);
            return text;
        } catch (IOException e) {
            throw Refusals.format("The bytes that come next are no text that writeUTF wrote.", e);
        }
    }
}
