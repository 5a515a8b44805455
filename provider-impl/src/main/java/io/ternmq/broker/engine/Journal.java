// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.StoreLatency;
import io.ternmq.broker.Appended;
import io.ternmq.broker.Fact;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StateImage;
import io.ternmq.common.TimeSource;
import io.ternmq.protocol.Reply;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the durable facts of a turn to the store in one batch and holds back what follows from them until they are
 * durable. Owned by the shard, except where a comment says otherwise.
 */
final class Journal {

    private static final int LARGEST_BATCH = 1_024;
    private static final int LARGEST_PARTS = 1_024 * 1_024;
    private static final long MOST_FREED_ON_HEAP = 64L * 1_024 * 1_024;

    private final RecordLog<Fact> log;
    private final BrokerState state;
    private final Recorder recorder;
    private final Consumer<? super Throwable> failure;
    private final TimeSource time;
    private final StoreWatch watch = new StoreWatch();
    private final Outbox outbox = new Outbox();
    private Effects effects = new Effects();
    private long[] refs = new long[LARGEST_BATCH];
    private long position;
    private boolean covered = true;

    Journal(
            RecordLog<Fact> log,
            BrokerState state,
            Recorder recorder,
            TimeSource time,
            Consumer<? super Throwable> failure) {
        this.time = time;
        this.log = log;
        this.state = state;
        this.recorder = recorder;
        this.failure = failure;
    }

    /** Brings an empty state to where the store says it was. */
    void recover() {
        long[] replayed = new long[1];
        position = log.replay((fact, ref) -> {
            recorder.replay(fact, ref);
            replayed[0] += Long.signum(ref);
        });
        covered = replayed[0] == 0;
        sweep();
    }

    /** Drops the large bodies that nobody holds; a decision has been applied as a whole. */
    void sweep() {
        if (state.bodies().sweep()) {
            covered = false; // the store can give room back, though nothing was appended
        }
    }

    /** Writes what was appended; called by whoever has left the shard. */
    void write() {
        log.flush();
    }

    /** The effects of the present turn. */
    Effects effects() {
        return effects;
    }

    /** How long the store takes; callable from any thread. */
    StoreLatency latency() {
        return watch.latency();
    }

    /** Whether nothing waits for the store; callable from any thread. */
    boolean isIdle() {
        return outbox.isIdle();
    }

    void flushIfLarge() {
        if (recorder.durable().size() >= LARGEST_BATCH || recorder.partBytes() >= LARGEST_PARTS) {
            flush();
        }
    }

    /** The broker has failed in this turn: nothing of it goes to the store, and everybody is told. */
    void abandon(Reply.Refused why) {
        recorder.clear();
        effects.refuse(why);
    }

    /** Ends the turn: facts go to the store, effects leave now or when the store says so. */
    void flush() {
        List<Fact> facts = recorder.durable();
        if (!facts.isEmpty()) {
            append(facts);
        } else if (outbox.isIdle()) {
            effects.release();
        } else {
            Outbox.Pending pending = outbox.add(effects);
            effects = new Effects();
            outbox.complete(pending);
        }
    }

    private void append(List<Fact> facts) {
        Outbox.Pending pending = outbox.add(effects);
        if (refs.length < facts.size()) {
            refs = new long[facts.size() * 2];
        }
        try {
            position = log.append(facts, refs, new Completion(pending));
            covered = false;
            noteReferences(facts);
        } catch (RuntimeException e) {
            effects = new Effects();
            outbox.refuse(pending, refusal(e));
            throw e;
        } finally {
            recorder.clear();
        }
        effects = pending.hasLeft() ? pending.effects() : new Effects();
        if (log.wantsCheckpoint()) {
            checkpoint();
        }
    }

    /** From here on the messages can be read from the store. */
    private void noteReferences(List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof PartStored part) {
                state.bodies().storedAt(part.body(), refs[i]);
            } else if (facts.get(i) instanceof Appended appended) {
                noteReference(appended.routed(), refs[i]);
                if (appended.routed().message() instanceof StoredMessage) {
                    state.streams().stored(appended.stream(), appended.offset(), refs[i]);
                }
            } else if (facts.get(i) instanceof Routed routed) {
                noteReference(routed, refs[i]);
            }
        }
    }

    private void noteReference(Routed routed, long ref) {
        if (routed.message() instanceof StoredMessage message) {
            message.storedAt(ref);
            for (long id : routed.mailboxes()) {
                Mailbox mailbox = state.mailbox(id);
                if (mailbox != null) {
                    mailbox.stored(routed.entry());
                }
            }
        }
    }

    /** Position of the last batch. */
    long position() {
        return position;
    }

    /** Whether the store holds no more than its last checkpoint. */
    boolean isCovered() {
        return covered;
    }

    /** A store on the heap does not weigh its records: it is told when large bodies have left much to give back. */
    void checkpointIfMuchWasFreed() {
        if (!log.isOutsideHeap() && state.bodies().freedBytes() >= MOST_FREED_ON_HEAP) {
            checkpoint();
        }
    }

    /** Replaces the log by an image of the state; not to be called while facts wait to be appended. */
    void checkpoint() {
        log.checkpoint(position, StateImage.of(state));
        state.bodies().noteCheckpoint();
        covered = true;
    }

    private static Reply.Refused refusal(Throwable cause) {
        return new Reply.Refused(
                ErrorCode.STORE_FAILED, "The store failed and the broker has stopped: " + cause.getMessage());
    }

    /** Called by the store, on any thread. */
    private final class Completion implements AppendListener {

        private final Outbox.Pending pending;
        private final long sinceNanos = time.nanos();

        Completion(Outbox.Pending pending) {
            this.pending = pending;
        }

        @Override
        public void onDurable() {
            watch.onDurable(time.nanos() - sinceNanos);
            outbox.complete(pending);
        }

        @Override
        public void onFailed(Throwable cause) {
            outbox.refuse(pending, refusal(cause));
            failure.accept(cause);
        }
    }
}
