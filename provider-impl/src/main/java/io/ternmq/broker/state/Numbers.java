// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

/** Gives out numbers that were never used before, also across restarts. Owned by the shard. */
public final class Numbers {

    private long lastEntry;
    private long lastMailbox;
    private long lastConsumer;
    private long lastBody;

    /** A number for a message. */
    public long nextEntry() {
        return ++lastEntry;
    }

    /** The greatest number of a message so far. */
    public long lastEntry() {
        return lastEntry;
    }

    /** A number for a mailbox. */
    public long nextMailbox() {
        return ++lastMailbox;
    }

    /** A number for a consumer. */
    public long nextConsumer() {
        return ++lastConsumer;
    }

    /** A number for a large body. */
    public long nextBody() {
        return ++lastBody;
    }

    void sawBody(long number) {
        lastBody = Math.max(lastBody, number);
    }

    void sawEntry(long number) {
        lastEntry = Math.max(lastEntry, number);
    }

    void sawMailbox(long number) {
        lastMailbox = Math.max(lastMailbox, number);
    }
}
