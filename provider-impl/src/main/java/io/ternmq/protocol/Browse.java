// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of a queue without taking them; answered by {@link Reply.Page}.
 *
 * @param queue    address of the queue
 * @param selector text of the selector, or null for every message
 * @param position where to go on: 0 for the beginning, then {@link Reply.Page#next()}
 * @param limit    most messages in the answer, 1 or more
 */
public record Browse(Address queue, @Nullable String selector, long position, int limit) implements Request {}
