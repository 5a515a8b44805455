// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.protocol.Reply;

/** Selectors of a mailbox look further into its backlog, after others have had their turn. */
final class LookCommand extends Command {

    private final Mailbox mailbox;

    LookCommand(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    void run(Shard shard) {
        mailbox.lookOn();
        shard.state().touch(mailbox);
    }

    @Override
    protected void answer(Reply reply) {
        // Nobody waits for it.
    }
}
