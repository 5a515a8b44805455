// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.broker.ReaderOpened;
import io.ternmq.broker.Timed;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.StreamReading;
import io.ternmq.routing.TopicPattern;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who reads streams: a consumer on its own, or a member of a group. What it is given goes through a mailbox of
 * its own. In the schedule it stands for the moment at which its rate allows the next event. Owned by the shard.
 */
public final class StreamReader extends Timed {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    /** As much as may be caught up at once after a pause. */
    private static final long BURST_MICROS = 50_000;

    private final ReaderOpened opened;
    private final TopicPattern pattern;
    private final int hash;
    private final List<ReaderPart> parts = new ArrayList<>();
    private boolean leaving;
    private boolean feedPending;
    private long nextMicros;

    StreamReader(ReaderOpened opened) {
        this.opened = opened;
        this.pattern = TopicPattern.parse(opened.topic());
        this.hash = EventLog.hashOf(opened.reading().key());
    }

    /** Number of its mailbox. */
    public long mailbox() {
        return opened.mailbox();
    }

    /** Name of its group, or null. */
    public @Nullable String group() {
        return opened.group();
    }

    /** How it reads. */
    public StreamReading reading() {
        return opened.reading();
    }

    /** What its connection is called. */
    public String name() {
        return opened.name();
    }

    /** Number of the event from which it goes on, or 0. */
    long resumeAt() {
        return opened.resumeAt();
    }

    /** Whether it reads the stream behind a topic. */
    public boolean reads(String topic) {
        return pattern.matches(topic);
    }

    /** Whether an event may be wanted, as far as its key tells without reading it. */
    public boolean mayWant(int keyHash) {
        return hash == 0 || hash == keyHash;
    }

    /** Whether it wants everything. */
    public boolean wantsAll() {
        return hash == 0 && opened.selector() == null;
    }

    /** Whether it wants an event. */
    public boolean wants(FrozenMessage event) {
        String key = opened.reading().key();
        Selector selector = opened.selector();
        return (key == null || key.equals(EventStream.keyOf(event)))
                && (selector == null || selector.matches(event));
    }

    /** The streams that it reads; not to be changed. */
    public List<ReaderPart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** Whether what it read does not exist any more; whoever reads by a pattern waits for others. */
    public boolean isAtItsEnd() {
        return parts.isEmpty() && !pattern.isWildcard();
    }

    void add(ReaderPart part) {
        parts.add(part);
    }

    void forget(EventStream stream) {
        parts.removeIf(part -> part.stream() == stream);
    }

    /** The part that is about a stream, or null. */
    public @Nullable ReaderPart part(long stream) {
        for (ReaderPart part : parts) {
            if (part.stream().id() == stream) {
                return part;
            }
        }
        return null;
    }

    /** Whether its consumer is closed, and it stays only for what is not settled yet. */
    public boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    /** Whether somebody sees to it already that it is fed further in another turn. */
    public boolean isFeedPending() {
        return feedPending;
    }

    /** Called by the engine. */
    public void setFeedPending(boolean pending) {
        feedPending = pending;
    }

    /** Whether its rate allows an event at a moment. */
    public boolean isAllowedAt(long millis) {
        return opened.reading().rate() == 0 || nextMicros <= millis * MICROS_PER_MILLI;
    }

    /** When its rate allows the next event, in milliseconds since 1970. */
    public long allowedMillis() {
        return (nextMicros + MICROS_PER_MILLI - 1) / MICROS_PER_MILLI;
    }

    void paced(int events, long millis) {
        int rate = opened.reading().rate();
        if (rate > 0) {
            long from = Math.max(nextMicros, millis * MICROS_PER_MILLI - BURST_MICROS);
            nextMicros = from + events * MICROS_PER_SECOND / rate;
        }
    }

    void setDueMillis(long millis) {
        this.dueMillis = millis;
    }

    @Override
    protected long rank() {
        return opened.mailbox();
    }
}
