// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Commits a local transaction: its messages are sent and its deliveries settled, all together or not at all. Answered
 * by {@link Reply.Done}, or by a refusal after which the transaction's messages are gone and its deliveries still in
 * flight.
 *
 * @param transaction number of the transaction on this connection
 * @param settlements the deliveries consumed within it
 */
public record Commit(long transaction, List<Settlement> settlements) implements Request {}
