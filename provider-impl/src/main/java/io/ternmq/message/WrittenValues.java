// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values in the form in which they were written; they are read when somebody asks for one, because most messages that
 * come from a store go to receivers who never do. Not to be changed. Any thread.
 */
final class WrittenValues extends AbstractMap<String, Object> {

    private final byte[] bytes;
    private final int sizeBytes;
    private volatile @Nullable Map<String, Object> read;

    /**
     * Values that are there.
     *
     * @param bytes     at least one value, written by {@link ValueCodec}; never changed
     * @param sizeBytes what {@link Values#sizeOf(Map)} says of them
     */
    WrittenValues(byte[] bytes, int sizeBytes) {
        this.bytes = bytes;
        this.sizeBytes = sizeBytes;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /** Writes them again, without reading them. */
    void writeTo(ByteWriter out) {
        out.putRaw(bytes, 0, bytes.length);
    }

    /** Two threads may read them at the same time, which does no harm. */
    private Map<String, Object> decoded() {
        Map<String, Object> known = read;
        if (known == null) {
            known = Collections.unmodifiableMap(ValueCodec.decodeMap(new ByteReader(bytes)));
            read = known;
        }
        return known;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public int size() {
        return decoded().size();
    }

    @Override
    public boolean containsKey(Object name) {
        return decoded().containsKey(name);
    }

    @Override
    public @Nullable Object get(Object name) {
        return decoded().get(name);
    }

    @Override
    public Set<String> keySet() {
        return decoded().keySet();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return decoded().entrySet();
    }
}
