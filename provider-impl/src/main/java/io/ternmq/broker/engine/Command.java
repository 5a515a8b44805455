// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.protocol.Reply;

/** Something posted to the shard. The shard answers every command exactly once, after its facts are durable. */
public abstract class Command {

    /** For sub-classes. */
    protected Command() {}

    /** Does its work in the shard, by the methods of the turn. */
    abstract void run(Shard shard);

    /**
     * Whether the command may be answered by a refusal when too many wait. One that nobody waits for must not: its
     * poster is held back instead.
     */
    protected boolean isRefusable() {
        return true;
    }

    /** Takes the answer; must not block and must not throw. */
    protected abstract void answer(Reply reply);
}
