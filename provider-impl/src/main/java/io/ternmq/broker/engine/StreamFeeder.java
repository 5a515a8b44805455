// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.BodyShown;
import io.ternmq.broker.EventRef;
import io.ternmq.broker.Fed;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PartitionMoved;
import io.ternmq.broker.Passed;
import io.ternmq.broker.ReaderClosed;
import io.ternmq.broker.Recalled;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.Unfed;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.stream.EventCursor;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.GroupPartition;
import io.ternmq.broker.stream.ReaderPart;
import io.ternmq.broker.stream.StreamGroup;
import io.ternmq.broker.stream.StreamReader;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from streams to the mailboxes of readers, as many as their consumers have credit for and so many at a
 * time; hands partitions over inside groups; records how far groups have come. Owned by the shard.
 */
final class StreamFeeder {

    /** Events looked at in one turn of a reader, so that others have theirs. */
    private static final int MOST_LOOKS = 1_000;

    /** Events of partitions that others have, passed over in one turn: that is much less work. */
    private static final int MOST_SKIPS = 20_000;

    private final BrokerState state;
    private final Recorder recorder;
    private boolean unfinished;
    private int skips;

    StreamFeeder(BrokerState state, Recorder recorder) {
        this.state = state;
        this.recorder = recorder;
    }

    /**
     * Brings a reader up to date.
     *
     * @return false when it is gone now
     */
    boolean feed(StreamReader reader, Mailbox mailbox, long nowMillis, Effects effects) {
        unfinished = false;
        if (reader.isAtItsEnd()) {
            end(mailbox, effects);
            return false;
        }
        takeOutStale(reader, mailbox);
        for (ReaderPart part : reader.parts()) {
            StreamGroup group = part.group();
            if (group != null) {
                handOver(reader, mailbox, part.stream(), group, effects);
                commit(part.stream(), group);
            }
        }
        if (reader.isLeaving()) {
            if (mailbox.inFlight() == 0) {
                recorder.record(new ReaderClosed(mailbox.id()));
            }
            return mailbox.inFlight() > 0;
        }
        List<MailboxConsumer> consumers = mailbox.consumers();
        if (!consumers.isEmpty() && !reader.isFeedPending()) {
            fill(reader, mailbox, consumers.get(0), nowMillis, effects);
        }
        return true;
    }

    /** True once when a reader could not be fed with all that it has credit for. */
    boolean takeFeedRequest(StreamReader reader) {
        boolean wanted = unfinished && !reader.isFeedPending();
        unfinished = false;
        if (wanted) {
            reader.setFeedPending(true);
        }
        return wanted;
    }

    /** The stream has been deleted. */
    private void end(Mailbox mailbox, Effects effects) {
        Reply.Refused reason = new Reply.Refused(
                ErrorCode.NOT_FOUND, "The stream behind " + mailbox.identity().address() + " was deleted.");
        for (MailboxConsumer consumer : mailbox.consumers()) {
            ConnectionState connection = state.connection(consumer.connection());
            if (connection != null) {
                effects.tell(connection.outlet(), new Event.ConsumerClosed(consumer.handle(), reason));
            }
        }
        recorder.record(new ReaderClosed(mailbox.id()));
    }

    /** Streams without settings of their own follow those of destinations, which may be others since the start. */
    void followSettings() {
        for (EventStream stream : List.copyOf(state.streams().all())) {
            StreamPolicy policy = state.policyFor(Address.topic(stream.topic())).stream();
            boolean isOther = policy != null
                    && !policy.withPartitions(stream.policy().partitions()).equals(stream.policy());
            if (policy != null && isOther && !stream.isOwn()) {
                recorder.record(new StreamConfigured(stream.id(), policy, false));
            }
        }
    }

    // --- groups -----------------------------------------------------------------------------------------------------

    /** After a group was moved, what its members have of before does not count; what is not out goes. */
    private void takeOutStale(StreamReader reader, Mailbox mailbox) {
        if (reader.group() == null || mailbox.depth() == 0) {
            return;
        }
        for (Entry entry : mailbox.entries()) {
            boolean isStale = entry.message() instanceof EventRef event
                    && state.streams().isStale(mailbox.id(), event);
            if (isStale && !entry.isOut()) {
                recorder.record(new Removed(mailbox.id(), entry.id(), Removal.WITHDRAWN, false));
            }
        }
    }

    private void handOver(
            StreamReader reader, Mailbox mailbox, EventStream stream, StreamGroup group, Effects effects) {
        boolean isHeldUp = false;
        for (GroupPartition partition : group.partitions()) {
            if (partition.owner() == mailbox.id() && partition.wanted() != mailbox.id()) {
                takeOutWhatNobodyHas(mailbox, partition);
                if (partition.isOut()) {
                    isHeldUp |= !partition.isRecalled();
                } else {
                    recorder.record(new PartitionMoved(
                            stream.id(), group.name(), partition.number(), partition.wanted()));
                }
            } else if (partition.owner() == 0 && partition.wanted() == mailbox.id()) {
                recorder.record(new PartitionMoved(stream.id(), group.name(), partition.number(), mailbox.id()));
            }
        }
        if (isHeldUp && !reader.isLeaving()) {
            recall(mailbox, effects);
        }
    }

    private void takeOutWhatNobodyHas(Mailbox mailbox, GroupPartition partition) {
        for (Map.Entry<Long, Long> fed : List.copyOf(partition.out().entrySet())) {
            Entry entry = mailbox.find(fed.getValue());
            if (entry != null && !entry.isOut()) {
                recorder.record(new Unfed(mailbox.id(), entry.id(), true));
            }
        }
    }

    /** What its program has not seen yet is to come back. */
    private void recall(Mailbox mailbox, Effects effects) {
        for (MailboxConsumer consumer : mailbox.consumers()) {
            ConnectionState connection = state.connection(consumer.connection());
            if (connection != null && !consumer.isRecalled()) {
                recorder.record(new Recalled(mailbox.id(), consumer.id()));
                effects.tell(connection.outlet(), new Event.Recall(consumer.handle(), true));
            }
        }
    }

    private void commit(EventStream stream, StreamGroup group) {
        if (!group.isAutomatic()) {
            return;
        }
        for (GroupPartition partition : group.partitions()) {
            if (partition.isWorthCommitting()) {
                recorder.record(new OffsetCommitted(
                        stream.id(), group.name(), partition.number(), partition.settledTo()));
            }
        }
    }

    // --- events -----------------------------------------------------------------------------------------------------

    /** What is found next for a reader. */
    private record Next(ReaderPart part, EventCursor cursor, int partition, int attempts, boolean isAgain) {}

    private void fill(
            StreamReader reader, Mailbox mailbox, MailboxConsumer consumer, long nowMillis, Effects effects) {
        reader.parts().forEach(part -> rewind(reader, part));
        int given = 0;
        int looks = MOST_LOOKS;
        skips = MOST_SKIPS;
        while (consumer.credit() - given - mailbox.readyCount() > 0) {
            if (looks == 0) {
                unfinished = true;
                break;
            }
            Next next = next(reader);
            if (skips == 0) {
                unfinished = true; // what is behind may come before what was found in another stream
                break;
            }
            if (next == null) {
                break;
            }
            if (!reader.isAllowedAt(nowMillis)) {
                state.streams().await(reader);
                break;
            }
            looks--;
            given += give(reader, mailbox, consumer, next, nowMillis, effects);
            given = note(reader, mailbox, consumer, given, nowMillis);
        }
        if (given > 0) {
            recorder.record(new Passed(mailbox.id(), 0, 0, consumer.id(), given, nowMillis));
        }
        for (ReaderPart part : reader.parts()) {
            if (part.group() != null && part.group().partitions().stream()
                    .anyMatch(each -> each.isFedTo(mailbox.id()) && each.cursor() < part.cursor().next())) {
                recorder.record(new Passed(
                        mailbox.id(), part.stream().id(), part.cursor().next(), 0, 0, nowMillis));
            }
        }
    }

    /** With a rate each event counts at once, since the next one depends on it. */
    private int note(StreamReader reader, Mailbox mailbox, MailboxConsumer consumer, int given, long nowMillis) {
        if (given == 0 || reader.reading().rate() == 0) {
            return given;
        }
        recorder.record(new Passed(mailbox.id(), 0, 0, consumer.id(), given, nowMillis));
        return 0;
    }

    /** A partition that has come to a member may be behind where that one looks. */
    private static void rewind(StreamReader reader, ReaderPart part) {
        StreamGroup group = part.group();
        if (group == null) {
            return;
        }
        long first = part.cursor().next();
        for (GroupPartition partition : group.partitions()) {
            if (partition.isFedTo(reader.mailbox())) {
                first = Math.min(first, partition.cursor());
            }
        }
        part.cursor().moveTo(first);
    }

    /** The next event of all streams of a reader, in the order in which they were appended. */
    private @Nullable Next next(StreamReader reader) {
        Next best = null;
        for (ReaderPart part : reader.parts()) {
            Next candidate = part.group() == null ? nextOf(part) : nextOf(reader, part, part.group());
            if (candidate != null && (best == null || candidate.cursor().entry() < best.cursor().entry())) {
                best = candidate;
            }
        }
        return best;
    }

    private static @Nullable Next nextOf(ReaderPart part) {
        EventCursor cursor = part.cursor();
        return cursor.find() ? new Next(part, cursor, 0, 0, false) : null;
    }

    private @Nullable Next nextOf(StreamReader reader, ReaderPart part, StreamGroup group) {
        Next again = nextAgain(reader, part, group);
        if (again != null) {
            return again;
        }
        EventCursor cursor = part.cursor();
        while (skips > 0 && cursor.find()) {
            int number = part.stream().partitionOf(cursor.offset(), cursor.hash());
            GroupPartition partition = group.partitions().get(number);
            if (partition.isFedTo(reader.mailbox()) && partition.cursor() <= cursor.offset()) {
                return new Next(part, cursor, number, 0, false);
            }
            cursor.pass();
            skips--;
        }
        return null;
    }

    private static @Nullable Next nextAgain(StreamReader reader, ReaderPart part, StreamGroup group) {
        for (GroupPartition partition : group.partitions()) {
            if (partition.isFedTo(reader.mailbox()) && !partition.again().isEmpty()) {
                Map.Entry<Long, Integer> first = partition.again().entrySet().iterator().next();
                EventCursor cursor = part.stream().log().cursor(first.getKey());
                if (cursor.find() && cursor.offset() == first.getKey()) {
                    return new Next(part, cursor, partition.number(), first.getValue(), true);
                }
            }
        }
        return null;
    }

    /** Gives an event if it is wanted; returns how much credit that takes which is not noted yet. */
    private int give(
            StreamReader reader,
            Mailbox mailbox,
            MailboxConsumer consumer,
            Next next,
            long nowMillis,
            Effects effects) {
        EventCursor cursor = next.cursor();
        long offset = cursor.offset();
        long entry = cursor.entry();
        FrozenMessage event = reader.mayWant(cursor.hash()) || next.isAgain() ? cursor.load() : null;
        if (!next.isAgain()) {
            cursor.pass();
        }
        if (event == null || !(next.isAgain() || isWanted(reader, event, nowMillis))) {
            return 0;
        }
        if (reader.reading().isUnacknowledged()) {
            deliver(consumer, entry, event, effects);
            return 1;
        }
        StreamGroup group = next.part().group();
        long number = group == null ? entry : state.numbers().nextEntry();
        long epoch = group == null ? 0 : group.epoch();
        EventRef ref = new EventRef(event, next.part().stream().id(), offset, next.partition(), epoch);
        recorder.record(new Fed(mailbox.id(), number, ref, next.attempts(), nowMillis));
        return 0;
    }

    private static boolean isWanted(StreamReader reader, FrozenMessage event, long nowMillis) {
        boolean isExpired = event.expirationMillis() != 0 && event.expirationMillis() <= nowMillis;
        return !isExpired && (reader.wantsAll() || reader.wants(event));
    }

    private void deliver(MailboxConsumer consumer, long entry, FrozenMessage event, Effects effects) {
        ConnectionState connection = state.connection(consumer.connection());
        if (connection != null) {
            LargeBody large = BodyHolds.of(event);
            if (large != null) {
                recorder.record(new BodyShown(connection.id(), large.number()));
            }
            effects.tell(connection.outlet(), new Event.Deliver(consumer.handle(), entry, 1, event));
        }
    }
}
