// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timetable;
import org.jspecify.annotations.Nullable;

/** What all mailboxes of a broker share: its memory, its timetable, the way back to the store. Owned by the shard. */
public final class Premises {

    private final long maxMemoryBytes;
    private final Timetable timetable;
    private final Paging paging;
    private StoredMessage.@Nullable Source source;
    private BodyHolds bodies = BodyHolds.NONE;
    private long memoryBytes;

    /**
     * Makes premises in which everything stays in memory until {@link #readFrom} is called.
     *
     * @param maxMemoryBytes the broker's memory limit
     * @param timetable      where moments are put down
     * @param paging         how messages are divided between memory and store
     */
    public Premises(long maxMemoryBytes, Timetable timetable, Paging paging) {
        this.maxMemoryBytes = maxMemoryBytes;
        this.timetable = timetable;
        this.paging = paging;
    }

    /** The store keeps messages outside of the heap; this is where they are read again. */
    public void readFrom(StoredMessage.Source newSource) {
        this.source = newSource;
    }

    /** Where messages are read again. */
    public StoredMessage.Source source() {
        StoredMessage.Source known = source;
        if (known == null) {
            throw new IllegalStateException("The store keeps no messages outside of the heap");
        }
        return known;
    }

    /** Whether messages can be let go of. */
    public boolean isPaging() {
        return source != null;
    }

    /** Bytes that messages take in memory, in mailboxes and elsewhere. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Counts memory that is taken, or given back when negative. */
    public void addMemory(long bytes) {
        memoryBytes += bytes;
    }

    /** Whether one more message of a size would break the broker's memory limit. */
    public boolean isMemoryFullFor(int sizeBytes) {
        return memoryBytes > 0 && memoryBytes + sizeBytes > maxMemoryBytes;
    }

    /** Most bytes that messages may take. */
    public long maxMemoryBytes() {
        return maxMemoryBytes;
    }

    /** Says who counts the holders of large bodies. */
    public void countBodies(BodyHolds counter) {
        this.bodies = counter;
    }

    BodyHolds bodies() {
        return bodies;
    }

    /** Where moments are put down. */
    public Timetable timetable() {
        return timetable;
    }

    Paging paging() {
        return paging;
    }
}
