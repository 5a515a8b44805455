// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of the broker core: facts, decisions, and the ports through which the core speaks to the outside.
 * The sub-packages hold one room of state each ({@code mailbox}, {@code subscription}, {@code redelivery}, {@code
 * schedule}, {@code transaction}), which never import one another; {@code state} joins them, {@code handler} has one
 * class for each request, {@code engine} runs them as a serialised context, {@code session} stands at the door to the
 * links.
 */
@NullMarked
package io.ternmq.broker;

import org.jspecify.annotations.NullMarked;
