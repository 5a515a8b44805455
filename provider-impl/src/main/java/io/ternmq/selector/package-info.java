// SPDX-License-Identifier: Apache-2.0
/**
 * Message selectors: a text is parsed once into an immutable tree of small nodes and then asked, message by message,
 * whether it matches. Vocabulary: any package may call it from any thread, and it knows nothing of messages beyond
 * {@link io.ternmq.selector.Variables}.
 */
@NullMarked
package io.ternmq.selector;

import org.jspecify.annotations.NullMarked;
