// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.broker.Appended;
import io.ternmq.broker.EventRef;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.Fed;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PartitionMoved;
import io.ternmq.broker.Passed;
import io.ternmq.broker.ReaderOpened;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.broker.Timed;
import io.ternmq.common.LongMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All streams and their readers. Everybody may ask; only applying facts changes something. Owned by the shard. */
public final class Streams {

    private final StreamPremises premises;
    private final Map<String, EventStream> byTopic = new TreeMap<>();
    private final LongMap<EventStream> byId = new LongMap<>();
    private final Map<Long, StreamReader> readers = new HashMap<>();
    private long lastId;

    /** No stream yet. */
    public Streams(StreamPremises premises) {
        this.premises = premises;
    }

    /** A number for a stream; one that is not used in the end is no harm. */
    public long nextId() {
        return ++lastId;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return byTopic.isEmpty();
    }

    /** All of them by name; not to be changed. */
    public Collection<EventStream> all() {
        return Collections.unmodifiableCollection(byTopic.values());
    }

    /** The stream behind a topic, or null. */
    public @Nullable EventStream find(String topic) {
        return byTopic.isEmpty() ? null : byTopic.get(topic);
    }

    /** A stream by its number, or null. */
    public @Nullable EventStream find(long id) {
        return byId.get(id);
    }

    /** All readers, in no order; not to be changed. */
    public Collection<StreamReader> readers() {
        return Collections.unmodifiableCollection(readers.values());
    }

    /** The reader that a mailbox belongs to, or null. */
    public @Nullable StreamReader reader(long mailbox) {
        return readers.isEmpty() ? null : readers.get(mailbox);
    }

    /** The readers of a stream. */
    public List<StreamReader> readersOf(EventStream stream) {
        if (readers.isEmpty()) {
            return List.of();
        }
        List<StreamReader> found = new ArrayList<>();
        for (StreamReader reader : readers.values()) {
            if (reader.part(stream.id()) != null) {
                found.add(reader);
            }
        }
        return found;
    }

    // --- applying facts: called by the state only -------------------------------------------------------------------

    /** Applies. A reader of a pattern reads the new stream from its beginning. */
    public EventStream make(StreamMade fact) {
        lastId = Math.max(lastId, fact.stream());
        EventStream made = new EventStream(fact.stream(), fact.topic(), fact.policy(), fact.isOwn(), premises);
        byTopic.put(made.topic(), made);
        byId.put(made.id(), made);
        for (StreamReader reader : readers.values()) {
            if (reader.reads(made.topic()) && reader.group() == null) {
                reader.add(new ReaderPart(made, null, 0));
            }
        }
        return made;
    }

    /** Applies. */
    public void configure(StreamConfigured fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.settle(fact.policy(), fact.isOwn());
        }
    }

    /** Applies; what is gone now had these readers. */
    public List<StreamReader> delete(long id) {
        EventStream gone = byId.remove(id);
        if (gone == null) {
            return List.of();
        }
        List<StreamReader> without = readersOf(gone);
        without.forEach(reader -> reader.forget(gone));
        byTopic.remove(gone.topic());
        gone.dispose();
        return without;
    }

    /** Applies. */
    public @Nullable EventStream append(Appended fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.append(fact);
        }
        return stream;
    }

    /** The store has an event from now on. */
    public void stored(long stream, long offset, long ref) {
        EventStream known = byId.get(stream);
        if (known != null) {
            known.stored(offset, ref);
        }
    }

    /** Applies. */
    public void drop(EventsDropped fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.dropBefore(fact.before());
        }
    }

    /** Applies. */
    public void restore(EventsKept fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.restore(fact);
            stream.plan();
        }
    }

    /** Applies. */
    public void restore(KeysKept fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.restore(fact);
        }
    }

    /** Applies. */
    public void restore(StreamPlaced fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.log().place(fact.nextOffset(), fact.lastMillis(), fact.lastEntry());
        }
    }

    /** Applies. Readers of the group by a pattern take part in it from now on. */
    public void place(GroupPlaced fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream == null) {
            return;
        }
        StreamGroup group = stream.place(fact.group(), fact.offset());
        for (StreamReader reader : readers.values()) {
            boolean isMember = fact.group().equals(reader.group()) && reader.reads(stream.topic());
            if (isMember && reader.part(stream.id()) == null) {
                join(reader, stream, group);
            }
        }
    }

    private static void join(StreamReader reader, EventStream stream, StreamGroup group) {
        reader.add(new ReaderPart(stream, group, stream.log().nextOffset()));
        group.join(reader);
    }

    /** Applies: a member was asked for what its program has not seen. */
    public void recalled(long mailbox) {
        StreamReader reader = readers.get(mailbox);
        if (reader == null) {
            return;
        }
        for (ReaderPart part : reader.parts()) {
            StreamGroup group = part.group();
            if (group != null) {
                group.partitions().forEach(partition -> partition.recalledFrom(mailbox));
            }
        }
    }

    /** Applies. */
    public void commit(OffsetCommitted fact) {
        EventStream stream = byId.get(fact.stream());
        StreamGroup group = stream == null ? null : stream.group(fact.group());
        if (group != null && fact.partition() < group.partitions().size()) {
            group.partitions().get(fact.partition()).commit(fact.next(), group.members().isEmpty());
        }
    }

    /** Applies. */
    public void forget(GroupForgotten fact) {
        EventStream stream = byId.get(fact.stream());
        if (stream != null) {
            stream.forget(fact.group());
        }
    }

    /**
     * Applies.
     *
     * @param lastEntry the greatest number of an event so far. A reader that comes back with a greater one has read
     *                  elsewhere, so that nothing of what is kept here is known to it
     */
    public StreamReader open(ReaderOpened fact, long lastEntry) {
        StreamReader reader = new StreamReader(fact);
        readers.put(fact.mailbox(), reader);
        for (EventStream stream : byTopic.values()) {
            if (reader.reads(stream.topic())) {
                StreamGroup group = fact.group() == null ? null : stream.group(fact.group());
                if (group != null) {
                    join(reader, stream, group);
                } else if (fact.group() == null) {
                    long from = fact.resumeAt() > 0
                            ? stream.log().fromEntry(fact.resumeAt() > lastEntry + 1 ? 0 : fact.resumeAt())
                            : stream.resolve(fact.reading().from());
                    reader.add(new ReaderPart(stream, null, from));
                }
            }
        }
        return reader;
    }

    /** Applies: the consumer of a reader is closed. */
    public void leave(StreamReader reader) {
        reader.leave();
        for (ReaderPart part : reader.parts()) {
            StreamGroup group = part.group();
            if (group != null) {
                group.share();
            }
        }
    }

    /** Applies: a reader is gone. */
    public void close(long mailbox) {
        StreamReader gone = readers.remove(mailbox);
        if (gone == null) {
            return;
        }
        premises.timetable().remove(gone);
        for (ReaderPart part : gone.parts()) {
            StreamGroup group = part.group();
            if (group != null) {
                group.leave(gone);
            }
        }
    }

    /** Applies. */
    public void feed(Fed fact) {
        StreamReader reader = readers.get(fact.mailbox());
        EventRef event = fact.event();
        ReaderPart part = reader == null ? null : reader.part(event.stream());
        if (reader == null || part == null) {
            return;
        }
        reader.paced(1, fact.millis());
        StreamGroup group = part.group();
        if (group != null) {
            group.partitions().get(event.partition()).feed(event.offset(), fact.entry());
        }
    }

    /** Applies. */
    public void pass(Passed fact) {
        StreamReader reader = readers.get(fact.mailbox());
        ReaderPart part = reader == null ? null : reader.part(fact.stream());
        if (reader == null) {
            return;
        }
        if (fact.count() > 0) {
            reader.paced(fact.count(), fact.millis());
        }
        StreamGroup group = part == null ? null : part.group();
        if (group != null) {
            for (GroupPartition partition : group.partitions()) {
                if (partition.isFedTo(reader.mailbox())) {
                    partition.passTo(fact.next());
                }
            }
        }
    }

    /** The partition that an event is in, as the group of its reader sees it; null when nothing depends on it. */
    public @Nullable GroupPartition partition(long mailbox, EventRef event) {
        return partitionOf(mailbox, event);
    }

    /** Applies: an event is done with. */
    public void settle(long mailbox, EventRef event) {
        GroupPartition partition = partitionOf(mailbox, event);
        if (partition != null) {
            partition.settle(event.offset());
        }
    }

    /** Applies: an event goes back into its group; one that is not kept any more is done with. */
    public void takeBack(long mailbox, EventRef event, int attempts) {
        GroupPartition partition = partitionOf(mailbox, event);
        EventStream stream = byId.get(event.stream());
        if (partition == null || stream == null) {
            return;
        }
        if (stream.log().keeps(event.offset())) {
            partition.takeBack(event.offset(), attempts);
        } else {
            partition.settle(event.offset());
        }
    }

    /** Whether an event counts that is in the mailbox of a reader: its group was not moved since it was fed. */
    public boolean isStale(long mailbox, EventRef event) {
        StreamReader reader = readers.get(mailbox);
        ReaderPart part = reader == null ? null : reader.part(event.stream());
        StreamGroup group = part == null ? null : part.group();
        return group != null && group.epoch() != event.epoch();
    }

    private @Nullable GroupPartition partitionOf(long mailbox, EventRef event) {
        StreamReader reader = readers.get(mailbox);
        ReaderPart part = reader == null ? null : reader.part(event.stream());
        StreamGroup group = part == null ? null : part.group();
        return group == null || group.epoch() != event.epoch()
                ? null
                : group.partitions().get(event.partition());
    }

    /** Applies. */
    public void move(PartitionMoved fact) {
        EventStream stream = byId.get(fact.stream());
        StreamGroup group = stream == null ? null : stream.group(fact.group());
        if (group == null) {
            return;
        }
        StreamReader before = readers.get(group.partitions().get(fact.partition()).owner());
        GroupPartition partition = group.partitions().get(fact.partition());
        if (before != null && before.reading().isManual()) {
            partition.rewind();
        }
        partition.moveTo(fact.mailbox());
    }

    /** The rate of a reader allows nothing before a moment: it is looked at again then. */
    public void await(StreamReader reader) {
        long due = reader.allowedMillis();
        if (reader.dueMillis() != due || reader.scheduleIndex() == Timed.NOT_SCHEDULED) {
            premises.timetable().remove(reader);
            reader.setDueMillis(due);
            premises.timetable().add(reader);
        }
    }

    /** Applies: the moment has come. */
    public void wake(StreamReader reader) {
        premises.timetable().remove(reader);
    }
}
