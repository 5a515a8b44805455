// SPDX-License-Identifier: Apache-2.0
/**
 * A client's links over TCP and TLS, on the sockets of the JDK. A link has two threads: one that reads, and one that
 * looks after heartbeats and writes for the one that reads; whoever asks something writes it.
 */
@NullMarked
package io.ternmq.link.tcp;

import org.jspecify.annotations.NullMarked;
