// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.stream.StreamReader;
import io.ternmq.protocol.Reply;

/** A reader is fed further from its streams, after others have had their turn. */
final class FeedCommand extends Command {

    private final Mailbox mailbox;

    FeedCommand(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    void run(Shard shard) {
        StreamReader reader = shard.state().streams().reader(mailbox.id());
        if (reader != null) {
            reader.setFeedPending(false);
            shard.state().touch(mailbox);
        }
    }

    @Override
    protected void answer(Reply reply) {
        // Nobody waits for it.
    }
}
