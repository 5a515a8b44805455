// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.selector.Selector;
import org.jspecify.annotations.Nullable;

/** Reads selectors for those who look at messages from outside of any request. */
public final class Selectors {

    private Selectors() {}

    /**
     * The selector that a text describes; null for no text.
     *
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SELECTOR} when the text does not follow the grammar
     */
    public static @Nullable Selector parse(@Nullable String text) {
        return OpenConsumerHandler.parse(text);
    }
}
