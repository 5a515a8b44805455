// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.protocol.Reply;

/** Something posted to the shard. The shard answers every command exactly once, after its facts are durable. */
public abstract class Command {

    /** For sub-classes. */
    protected Command() {}

    /** Does its work in the shard, by the methods of the turn. */
    abstract void run(Shard shard);

    /** Takes the answer; must not block and must not throw. */
    protected abstract void answer(Reply reply);
}
