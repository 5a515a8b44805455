// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;

/** Refuses the text "refused" when it has written half of it. */
final class PickyCodec implements RecordCodec<String> {

    @Override
    public void encode(String record, ByteWriter out) {
        if (record.equals("refused")) {
            out.putLong(-1);
            throw new IllegalArgumentException(record);
        }
        Stores.TEXTS.encode(record, out);
    }

    @Override
    public String decode(ByteReader in) {
        return Stores.TEXTS.decode(in);
    }
}
