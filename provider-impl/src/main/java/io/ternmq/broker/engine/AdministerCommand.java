// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Decision;
import io.ternmq.broker.handler.Administration;
import io.ternmq.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever runs the broker wants done. The result comes when it is durable.
 *
 * @param <T> the result
 */
final class AdministerCommand<T> extends Command {

    private final BiFunction<Administration, Decision, T> wish;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable outcome;

    AdministerCommand(BiFunction<Administration, Decision, T> wish) {
        this.wish = wish;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Override
    void run(Shard shard) {
        shard.administer(this, (administration, out) -> {
            T told = wish.apply(administration, out);
            outcome = () -> result.complete(told);
        });
    }

    @Override
    protected void answer(Reply reply) {
        Runnable decided = outcome;
        if (reply instanceof Reply.Refused refused) {
            result.completeExceptionally(refused.toException());
        } else if (decided != null) {
            decided.run();
        }
    }
}
