// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Acknowledgement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Settles the message of one attempt, once, from any thread; when the attempt is over, nothing can be settled. */
final class Handle implements Acknowledgement {

    private final CompletableFuture<Result> settled = new CompletableFuture<>();

    /** What was said; never a failure of the stage itself. */
    CompletionStage<Result> settled() {
        return settled;
    }

    boolean isSettled() {
        return settled.isDone();
    }

    /** The attempt is over. */
    void expire() {
        settled.complete(Result.BROKEN_OFF);
    }

    @Override
    public void acknowledge() {
        settle(Result.done(null));
    }

    @Override
    public void fail(Throwable reason) {
        settle(Result.failed(reason));
    }

    @Override
    public void reject(Throwable reason) {
        settle(Result.rejected(reason));
    }

    private void settle(Result result) {
        if (!settled.complete(result)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "The message is settled already, or its attempt is over: settle it once, within the timeout");
        }
    }
}
