// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import io.ternmq.message.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A body in memory that is too long to be sent in one piece.
 *
 * @param bytes the body
 */
record ArrayContent(Bytes bytes) implements Content {

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length());
    }
}
