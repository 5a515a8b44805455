// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/**
 * Whether the thread that asks is in a listener of a session, which may close neither the session nor what it is on:
 * that would wait for itself. A session calls one listener at a time.
 */
final class Hearing {

    private volatile @Nullable Thread inside;

    /** The same listener, watched. */
    MessageListener watched(MessageListener listener) {
        return message -> call(() -> listener.onMessage(message));
    }

    /** The same listener, watched; none is none. */
    @Nullable CompletionListener watched(@Nullable CompletionListener listener) {
        return listener == null ? null : new Watched(listener);
    }

    private void call(Runnable listener) {
        Thread before = inside;
        inside = Thread.currentThread();
        try {
            listener.run();
        } finally {
            inside = before;
        }
    }

    /** Refuses what a listener must not do. */
    void requireOutside(String step) throws JMSException {
        if (Thread.currentThread().equals(inside)) {
            throw new IllegalStateException(
                    "A listener cannot " + step + ", which would wait until the listener has ended: leave it to another"
                            + " thread.",
                    ErrorCode.ILLEGAL_STATE.code());
        }
    }

    private final class Watched implements CompletionListener {

        private final CompletionListener listener;

        Watched(CompletionListener listener) {
            this.listener = listener;
        }

        @Override
        public void onCompletion(Message message) {
            call(() -> listener.onCompletion(message));
        }

        @Override
        public void onException(Message message, Exception exception) {
            call(() -> listener.onException(message, exception));
        }
    }
}
