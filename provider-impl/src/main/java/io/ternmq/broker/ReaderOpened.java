// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.StreamReading;
import io.ternmq.selector.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Somebody reads streams; a mailbox of its own is fed for it.
 *
 * @param mailbox  number of the mailbox
 * @param topic    name or pattern of topics
 * @param group    name of the group that it is a member of, or null
 * @param reading  where it begins, and how it reads
 * @param selector what it reads, or null for everything
 * @param resumeAt number of the event from which it goes on after an interruption, or 0
 * @param name     what its connection is called, for people
 */
public record ReaderOpened(
        long mailbox,
        String topic,
        @Nullable String group,
        StreamReading reading,
        @Nullable Selector selector,
        long resumeAt,
        String name)
        implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onReaderOpened(this);
    }
}
