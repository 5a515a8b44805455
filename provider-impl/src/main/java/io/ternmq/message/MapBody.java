// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.Map;

/**
 * A body of named values.
 *
 * @param values name to Boolean, Byte, Short, Character, Integer, Long, Float, Double, String, {@link Bytes} or null;
 *               the map is never changed after it was handed over
 */
public record MapBody(Map<String, Object> values) implements Body {

    @Override
    public int sizeBytes() {
        return Values.sizeOf(values);
    }
}
