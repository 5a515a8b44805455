// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.nio.charset.StandardCharsets;

/** Records that are strings, in UTF-8. */
public final class TextCodec implements RecordCodec<String> {

    @Override
    public void encode(String text, ByteWriter out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putRaw(bytes, 0, bytes.length);
    }

    @Override
    public String decode(ByteReader in) {
        String text = new String(in.array(), in.position(), in.remaining(), StandardCharsets.UTF_8);
        in.skip(in.remaining());
        return text;
    }
}
