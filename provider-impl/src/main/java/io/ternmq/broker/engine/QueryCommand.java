// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.state.BrokerState;
import io.ternmq.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state inside the shard, after everything that was posted before; the answer leaves when all of that is
 * durable.
 *
 * @param <T> what is read
 */
final class QueryCommand<T> extends Command {

    private final Function<? super BrokerState, ? extends T> question;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable outcome;

    QueryCommand(Function<? super BrokerState, ? extends T> question) {
        this.question = question;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Override
    void run(Shard shard) {
        try {
            T answer = question.apply(shard.state());
            outcome = () -> result.complete(answer);
        } catch (RuntimeException | Error e) {
            outcome = () -> result.completeExceptionally(e);
        }
        shard.answer(this, Reply.Done.INSTANCE);
    }

    @Override
    protected void answer(Reply reply) {
        Runnable known = outcome;
        if (reply instanceof Reply.Refused refused) {
            result.completeExceptionally(refused.toException());
        } else if (known != null) {
            known.run();
        }
    }
}
