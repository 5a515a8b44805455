// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.Timed;
import io.ternmq.message.FrozenMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream behind one topic. In the schedule it stands for the moment at which its oldest event is too old. Owned by
 * the shard.
 */
public final class EventStream extends Timed {

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final long id;
    private final String topic;
    private final StreamPremises premises;
    private final EventLog log;
    private final StreamKeys keys;
    private final Map<String, StreamGroup> groups = new TreeMap<>();
    private StreamPolicy policy;
    private boolean isOwn;

    EventStream(long id, String topic, StreamPolicy policy, boolean isOwn, StreamPremises premises) {
        this.id = id;
        this.topic = topic;
        this.policy = policy;
        this.isOwn = isOwn;
        this.premises = premises;
        this.log = new EventLog(premises);
        this.keys = new StreamKeys(premises);
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** Name of its topic. */
    public String topic() {
        return topic;
    }

    /** How long events are kept, in how many partitions. */
    public StreamPolicy policy() {
        return policy;
    }

    /** Whether its policy was given to it alone. */
    public boolean isOwn() {
        return isOwn;
    }

    /** Its events. */
    public EventLog log() {
        return log;
    }

    /** Its groups; not to be changed. */
    public Collection<StreamGroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** A group, or null. */
    public @Nullable StreamGroup group(String name) {
        return groups.get(name);
    }

    /** How many events of a key it has. */
    public long version(String key) {
        return keys.version(key, log.firstOffset());
    }

    /** The key of an event, or null. */
    public static @Nullable String keyOf(FrozenMessage event) {
        return event.properties().get(MessageProperties.KEY) instanceof String key ? key : null;
    }

    /** The offset of a position. */
    public long resolve(StreamPosition position) {
        if (position instanceof StreamPosition.Offset at) {
            return Math.min(log.nextOffset(), Math.max(at.offset(), log.firstOffset()));
        } else if (position instanceof StreamPosition.Time since) {
            return log.fromMillis(millisOf(since.from()));
        } else if (position instanceof StreamPosition.Last last) {
            return log.fromLast(last.count());
        }
        return position instanceof StreamPosition.Earliest ? log.firstOffset() : log.nextOffset();
    }

    /** Moments that are beyond what counts in milliseconds are before or behind everything. */
    private static long millisOf(Instant moment) {
        if (moment.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        return moment.isBefore(Instant.EPOCH) ? 0 : moment.toEpochMilli();
    }

    /** How many events of each partition a group has before it. Looks at everything behind what is committed. */
    public long[] lags(StreamGroup group) {
        return log.countFrom(group.partitions().stream().mapToLong(GroupPartition::committed).toArray());
    }

    /** The partition of an event. */
    public int partitionOf(long offset, int hash) {
        return EventLog.partitionOf(offset, hash, policy.partitions());
    }

    /** Hash of a key as {@link #partitionOf} wants it. */
    public static int hashOf(@Nullable String key) {
        return EventLog.hashOf(key);
    }

    /** The first offset that is to be kept at a moment. */
    public long retainedAt(long millis) {
        long oldest = policy.maxAgeMillis() == Limits.UNLIMITED ? Long.MIN_VALUE : millis - policy.maxAgeMillis() + 1;
        return log.retained(orAll(policy.maxEvents()), orAll(policy.maxBytes()), oldest);
    }

    private static long orAll(long limit) {
        return limit == Limits.UNLIMITED ? Long.MAX_VALUE : limit;
    }

    void append(Appended fact) {
        long first = log.firstOffset();
        log.append(
                fact.routed().entry(),
                fact.offset(),
                fact.millis(),
                EventLog.hashOf(fact.key()),
                fact.routed().message());
        if (fact.key() != null) {
            long before = keys.put(fact.key(), fact.version(), fact.offset(), first);
            if (policy.compact() && before >= first) {
                log.remove(before);
                groups.values().forEach(group -> group.partitions().forEach(each -> each.forget(before)));
            }
        }
        dropBefore(retainedAt(fact.millis()));
    }

    void restore(EventsKept fact) {
        log.restore(fact);
    }

    void restore(KeysKept fact) {
        keys.restore(fact);
    }

    /** Writes the keys into an image. */
    public void writeKeys(Consumer<KeysKept> out) {
        keys.writeTo(id, log.firstOffset(), out);
    }

    void stored(long offset, long ref) {
        log.stored(offset, ref);
    }

    void settle(StreamPolicy newPolicy, boolean isForItAlone) {
        isOwn |= isForItAlone;
        policy = newPolicy.withPartitions(policy.partitions());
        plan();
    }

    void dropBefore(long offset) {
        if (offset > log.firstOffset()) {
            log.dropBefore(offset);
            groups.values().forEach(group ->
                    group.partitions().forEach(partition -> partition.forgetBefore(offset)));
        }
        plan();
    }

    /** Puts the moment down at which the oldest event is too old. */
    void plan() {
        boolean isForEver = policy.maxAgeMillis() == Limits.UNLIMITED
                || policy.maxAgeMillis() > Long.MAX_VALUE - log.firstMillis();
        long due = isForEver || log.events() == 0 ? 0 : log.firstMillis() + policy.maxAgeMillis();
        if (due != dueMillis) {
            premises.timetable().remove(this);
            dueMillis = due;
            if (due != 0) {
                premises.timetable().add(this);
            }
        }
    }

    StreamGroup place(String name, long offset) {
        StreamGroup group = groups.get(name);
        if (group == null) {
            group = new StreamGroup(name, policy.partitions(), offset);
            groups.put(name, group);
        } else {
            group.place(offset);
        }
        return group;
    }

    void forget(String group) {
        groups.remove(group);
    }

    void dispose() {
        premises.timetable().remove(this);
        dueMillis = 0;
        log.dispose();
        keys.dispose();
        groups.clear();
    }

    @Override
    protected long rank() {
        return id;
    }
}
