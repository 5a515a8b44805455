// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Settles deliveries outside a transaction; all together or not at all. Answered by {@link Reply.Done} when an answer
 * is wanted.
 *
 * @param settlements applied in order; messages that go back find their old places before any of them is delivered
 *                    again
 */
public record Settle(List<Settlement> settlements) implements Request {}
