// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Reply;
import org.jspecify.annotations.Nullable;

/** An asynchronous send under way. The answer comes on any thread; the session's turn passes it on. */
final class PendingSend implements ReplyHandler {

    private final Object producer;
    private final SendCallback callback;
    private final Runnable answered;
    private volatile @Nullable Reply reply;

    PendingSend(Object producer, SendCallback callback, Runnable answered) {
        this.producer = producer;
        this.callback = callback;
        this.answered = answered;
    }

    @Override
    public void onReply(Reply answer) {
        reply = answer;
        answered.run();
    }

    boolean isAnswered() {
        return reply != null;
    }

    boolean isFrom(Object sender) {
        return producer == sender;
    }

    /** Tells the program; only after the answer. */
    void complete() {
        if (reply instanceof Reply.Appended place) {
            callback.onAppended(place);
        }
        callback.onEnd(reply instanceof Reply.Refused refused ? refused.toException() : null);
    }
}
