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
 * @param isTraced    whether the broker is to remember it for a while, so that {@link WasCommitted} can be asked when
 *                    the answer is lost
 */
public record Commit(long transaction, List<Settlement> settlements, boolean isTraced) implements Request {

    /** Commits without a trace, for a client that will not outlive the broker. */
    public Commit(long transaction, List<Settlement> settlements) {
        this(transaction, settlements, false);
    }
}
