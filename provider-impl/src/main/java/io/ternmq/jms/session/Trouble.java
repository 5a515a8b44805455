// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.ExceptionListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells the exception listener of one connection, one exception at a time and never on the thread that found it. */
final class Trouble {

    private static final Log LOG = Log.of(Trouble.class);

    private final Executor executor;
    private final Object oneAtATime = new Object();
    private volatile @Nullable ExceptionListener listener;
    private volatile boolean silent;

    Trouble(Executor executor) {
        this.executor = executor;
    }

    @Nullable ExceptionListener listener() {
        return listener;
    }

    void listener(@Nullable ExceptionListener newListener) {
        listener = newListener;
    }

    /** No more calls begin. */
    void silence() {
        silent = true;
    }

    void report(ProviderException reason) {
        if (listener == null || silent) {
            LOG.log(Level.DEBUG, () -> "No exception listener hears: " + reason.getMessage());
            return;
        }
        try {
            executor.execute(() -> tell(reason));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The executor takes no more work: the exception listener is not called.", e);
        }
    }

    private void tell(ProviderException reason) {
        synchronized (oneAtATime) {
            ExceptionListener current = listener;
            if (current != null && !silent) {
                tell(current, reason);
            }
        }
    }

    private static void tell(ExceptionListener current, ProviderException reason) {
        try {
            current.onException(JmsExceptions.translate(reason));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "An exception listener failed; it should not throw.", e);
        }
    }
}
