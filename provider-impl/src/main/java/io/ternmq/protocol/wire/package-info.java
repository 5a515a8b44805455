// SPDX-License-Identifier: Apache-2.0
/**
 * What client and broker say to each other over a network, as bytes: frames and their codec. No input, no output, no
 * state. Both ends of a link call it, on any thread; {@code docs/protocol.md} describes the bytes and the dialogue.
 */
@NullMarked
package io.ternmq.protocol.wire;

import org.jspecify.annotations.NullMarked;
