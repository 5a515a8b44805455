// SPDX-License-Identifier: Apache-2.0
/**
 * What the broker has taken already, so that it takes nothing twice: numbers of producers' messages, and names that
 * programs gave to messages. Owned by the shard; changed only by applying facts.
 */
@NullMarked
package io.ternmq.broker.duplicate;

import org.jspecify.annotations.NullMarked;
