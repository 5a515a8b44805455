// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

/** Gives out numbers that were never used before, also across restarts. Owned by the shard. */
public final class Numbers {

    private long lastEntry;
    private long lastMailbox;
    private long lastConsumer;

    /** A number for a message. */
    public long nextEntry() {
        return ++lastEntry;
    }

    /** A number for a mailbox. */
    public long nextMailbox() {
        return ++lastMailbox;
    }

    /** A number for a consumer. */
    public long nextConsumer() {
        return ++lastConsumer;
    }

    void sawEntry(long number) {
        lastEntry = Math.max(lastEntry, number);
    }

    void sawMailbox(long number) {
        lastMailbox = Math.max(lastMailbox, number);
    }
}
