// SPDX-License-Identifier: Apache-2.0
/** The door of the broker: one session for each connection turns what a link carries into commands of the shard. */
@NullMarked
package io.ternmq.broker.session;

import org.jspecify.annotations.NullMarked;
