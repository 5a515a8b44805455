// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Rows of the log, written down from the description of the format and not with the store's own code. */
final class Rows {

    private Rows() {}

    /** A row of one record. */
    static byte[] sealed(long position, long epoch, int flags, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(8 + bytes.length).putInt(0).putInt(bytes.length).put(bytes);
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(20).putLong(position).putLong(epoch).putInt(flags).flip());
        crc.update(content.array(), 4, content.capacity() - 4);
        return content.putInt(0, (int) crc.getValue()).array();
    }
}
