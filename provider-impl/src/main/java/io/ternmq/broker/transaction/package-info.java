// SPDX-License-Identifier: Apache-2.0
/** Messages that wait for the commit of their transaction. Owned by the shard. */
@NullMarked
package io.ternmq.broker.transaction;

import org.jspecify.annotations.NullMarked;
