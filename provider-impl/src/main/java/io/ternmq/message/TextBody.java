// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import org.jspecify.annotations.Nullable;

/**
 * A text body.
 *
 * @param text the text, or null when the sender set none
 */
public record TextBody(@Nullable String text) implements Body {

    @Override
    public int sizeBytes() {
        return text == null ? 0 : text.length();
    }
}
