// SPDX-License-Identifier: Apache-2.0
/**
 * The broker core on one thread under a random load, beside a slow and obvious model of it: after every step both must
 * agree on where every message is, and nothing may have left the core before it was durable.
 */
@NullMarked
package io.ternmq.broker.simulation;

import org.jspecify.annotations.NullMarked;
