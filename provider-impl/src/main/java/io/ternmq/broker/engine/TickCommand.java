// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.protocol.Reply;

/** Time has passed. */
final class TickCommand extends Command {

    @Override
    void run(Shard shard) {
        shard.tick();
    }

    @Override
    protected void answer(Reply reply) {
        // Nobody waits for a tick.
    }
}
