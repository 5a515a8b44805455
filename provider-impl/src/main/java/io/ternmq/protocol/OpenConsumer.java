// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Opens a consumer without credit; answered by {@link Reply.Done}.
 *
 * @param consumer number of the consumer, chosen by the client, unique on its connection and never used again
 * @param source   where the messages come from
 * @param selector text of the selector, or null for every message
 */
public record OpenConsumer(long consumer, Source source, @Nullable String selector) implements Request {}
