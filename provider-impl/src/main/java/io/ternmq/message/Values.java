// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Approximate sizes of property and body values. */
final class Values {

    static final int PER_ENTRY = 16;

    private Values() {}

    static int sizeOf(@Nullable Object value) {
        if (value instanceof String text) {
            return PER_ENTRY + text.length();
        }
        if (value instanceof Bytes bytes) {
            return PER_ENTRY + bytes.length();
        }
        return PER_ENTRY;
    }

    static int sizeOf(Map<String, Object> values) {
        if (values instanceof WrittenValues written) {
            return written.sizeBytes();
        }
        int size = 0;
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            size += entry.getKey().length() + sizeOf(entry.getValue());
        }
        return size;
    }
}
