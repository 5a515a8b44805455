// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import org.jspecify.annotations.Nullable;

/**
 * A serialised Java object; the broker never looks inside.
 *
 * @param serialized the object in Java serialisation, or null when the sender set none
 */
public record ObjectBody(@Nullable Bytes serialized) implements Body {

    @Override
    public int sizeBytes() {
        return serialized == null ? 0 : serialized.length();
    }
}
