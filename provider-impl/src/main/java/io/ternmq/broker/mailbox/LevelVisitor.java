// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/** Walks over the ready messages of one priority, in order, until it has seen enough. Must not change anything. */
interface LevelVisitor {

    /**
     * A message in memory.
     *
     * @return whether to go on
     */
    boolean onEntry(Entry entry);

    /**
     * A message that is in the backlog as numbers.
     *
     * @return whether to go on
     */
    boolean onPaged(Chunk chunk, int place);
}
