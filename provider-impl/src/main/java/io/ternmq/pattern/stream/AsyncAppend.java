// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.pattern.Workers;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * An append whose answer is to come. The provider's thread only hands the answer over: what depends on the future runs
 * where the program's code does.
 */
final class AsyncAppend implements CompletionListener {

    private final Workers workers;
    private final CompletableFuture<Appended> future = new CompletableFuture<>();

    AsyncAppend(Workers workers) {
        this.workers = workers;
    }

    CompletableFuture<Appended> future() {
        return future;
    }

    @Override
    public void onCompletion(Message message) {
        try {
            complete(AppendSession.appended(message));
        } catch (JMSException | RuntimeException e) {
            future.completeExceptionally(Refusals.of(e));
        }
    }

    /** It is in the stream, whether or not an executor takes more work. */
    private void complete(Appended appended) {
        try {
            workers.run(() -> future.complete(appended));
        } catch (RejectedExecutionException e) {
            future.complete(appended);
        }
    }

    @Override
    public void onException(Message message, Exception failure) {
        try {
            workers.run(() -> future.completeExceptionally(Refusals.of(failure)));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            future.completeExceptionally(Refusals.of(failure));
        }
    }
}
