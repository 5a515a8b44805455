// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.List;

/**
 * A body of values in order.
 *
 * @param values Boolean, Byte, Short, Character, Integer, Long, Float, Double, String, {@link Bytes} or null; the
 *               list is never changed after it was handed over
 */
public record StreamBody(List<Object> values) implements Body {

    @Override
    public int sizeBytes() {
        int size = 0;
        for (Object value : values) {
            size += Values.sizeOf(value);
        }
        return size;
    }
}
