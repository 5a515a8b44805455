// SPDX-License-Identifier: Apache-2.0
/**
 * The six message types that programs fill and read, over the frozen messages of the core. Sessions create, freeze and
 * hand out messages; a message object belongs to one thread at a time, as the specification demands of its session.
 */
@NullMarked
package io.ternmq.jms.message;

import org.jspecify.annotations.NullMarked;
