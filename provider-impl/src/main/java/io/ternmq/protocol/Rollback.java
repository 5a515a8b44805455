// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Rolls a local transaction back: forgets its messages and settles deliveries. Answered by {@link Reply.Done}.
 *
 * @param transaction number of the transaction on this connection
 * @param settlements the deliveries to be given back
 */
public record Rollback(long transaction, List<Settlement> settlements) implements Request {}
