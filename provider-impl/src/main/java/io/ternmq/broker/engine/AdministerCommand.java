// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Decision;
import io.ternmq.broker.handler.Administration;
import io.ternmq.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Something that whoever runs the broker wants done. The result comes when it is durable. */
final class AdministerCommand extends Command {

    private final BiConsumer<Administration, Decision> wish;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    AdministerCommand(BiConsumer<Administration, Decision> wish) {
        this.wish = wish;
    }

    CompletableFuture<Void> result() {
        return result;
    }

    @Override
    void run(Shard shard) {
        shard.administer(this, wish);
    }

    @Override
    protected void answer(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            result.completeExceptionally(refused.toException());
        } else {
            result.complete(null);
        }
    }
}
