// SPDX-License-Identifier: Apache-2.0
/**
 * A load on a broker and what became of it: producers and consumers over plain {@code jakarta.jms}, a pace, latencies.
 * The command line runs it.
 */
@NullMarked
package io.ternmq.server.load;

import org.jspecify.annotations.NullMarked;
