// SPDX-License-Identifier: Apache-2.0
/**
 * The whole state of a broker: the rooms joined, and the only place where facts change them. Recovery replays facts
 * through the same code. Owned by the shard.
 */
@NullMarked
package io.ternmq.broker.state;

import org.jspecify.annotations.NullMarked;
