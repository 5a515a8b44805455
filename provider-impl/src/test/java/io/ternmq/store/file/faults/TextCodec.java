// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.nio.charset.StandardCharsets;

/** A record is a text of which each character is a byte, and nothing around it. */
final class TextCodec implements RecordCodec<String> {

    @Override
    public void encode(String record, ByteWriter out) {
        byte[] bytes = record.getBytes(StandardCharsets.ISO_8859_1);
        out.putRaw(bytes, 0, bytes.length);
    }

    @Override
    public String decode(ByteReader in) {
        String text = new String(in.array(), in.position(), in.remaining(), StandardCharsets.ISO_8859_1);
        in.skip(in.remaining());
        return text;
    }
}
