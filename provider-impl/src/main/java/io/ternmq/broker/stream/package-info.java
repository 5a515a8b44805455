// SPDX-License-Identifier: Apache-2.0
/**
 * Streams: what is kept of each, by reference and in order, which keys it has had, how far groups have come and who
 * reads. Handlers and the engine ask; only applying facts changes something. Never talks to a mailbox: the engine
 * carries events from here to there.
 */
@NullMarked
package io.ternmq.broker.stream;

import org.jspecify.annotations.NullMarked;
