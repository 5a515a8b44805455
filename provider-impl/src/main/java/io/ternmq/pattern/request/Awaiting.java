// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ProviderException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for replies with one correlation identifier. Called by any thread, also by several at a time. */
interface Awaiting {

    /** Where the replies come; null before that is known. */
    @Nullable ReplyRoute route();

    /** When the wait is over, by the clock of the desk. */
    long deadlineMillis();

    /** A reply has come; it is the provider's until this returns. */
    void onReply(Message reply);

    /** The wait is over. */
    void onTimeout();

    /** Nothing can come any more. */
    void onLost(ProviderException why);
}
