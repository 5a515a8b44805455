// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.FrozenMessage;

/**
 * Hands over one message. Answered by {@link Reply.Done} once it is safe (durable, if it is persistent and the queue
 * is), by {@link Reply.Appended} when it is in a stream then, or, inside a transaction, once it is held for the commit.
 *
 * @param message     the message
 * @param transaction number of the local transaction on this connection, the negative number of its part in a branch,
 *                    or 0 for none
 * @param isResend    whether it has been handed over before and the answer was lost; a message that the broker knows by
 *                    its identity is then answered and not taken again
 */
public record Send(FrozenMessage message, long transaction, boolean isResend) implements Request {

    /** Hands over a message for the first time. */
    public Send(FrozenMessage message, long transaction) {
        this(message, transaction, false);
    }
}
