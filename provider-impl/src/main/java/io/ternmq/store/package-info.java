// SPDX-License-Identifier: Apache-2.0
/**
 * The port to durable storage: a log of record batches. What a record means is known to the broker core only; an engine
 * appends, reads, replays, reclaims and fences. One sub-package for each engine.
 */
@NullMarked
package io.ternmq.store;

import org.jspecify.annotations.NullMarked;
