// SPDX-License-Identifier: Apache-2.0
/**
 * Kills brokers whose clients live on: {@code tern run} in a Java virtual machine of its own is killed and started
 * again on the same port and the same store, while the programs of a {@link io.ternmq.tck.kill.remote.Company} keep
 * their connections, sessions, producers and consumers and are to notice nothing. Each mailbox has an {@link
 * io.ternmq.tck.kill.remote.Account} of what was promised and what came. Nobody outside calls this room.
 */
@NullMarked
package io.ternmq.tck.kill.remote;

import org.jspecify.annotations.NullMarked;
