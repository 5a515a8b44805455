// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the broker core: a serialised context that decides, records, applies, and releases what follows once the
 * records are durable. Owns no thread, file or clock; all of these arrive through constructors.
 */
@NullMarked
package io.ternmq.broker.engine;

import org.jspecify.annotations.NullMarked;
