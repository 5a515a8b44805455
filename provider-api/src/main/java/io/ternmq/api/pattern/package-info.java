// SPDX-License-Identifier: Apache-2.0
/**
 * The words that all patterns share: where a message goes, what it carries, which trace it belongs to, what happens
 * when its handling fails. The patterns themselves are the rooms below; {@code io.ternmq.api.messaging.Messaging}
 * opens them.
 */
@NullMarked
package io.ternmq.api.pattern;

import org.jspecify.annotations.NullMarked;
