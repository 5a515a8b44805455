// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A log that fails when its {@link StoreFaults} say so, and otherwise is the log behind it. What is held back waits
 * here and has not reached the log behind; a checkpoint waits with it, since its image may include what is held.
 *
 * <p>A batch that is held needs its position before the log behind knows one: it gets the next number, and the two
 * are translated from then on. Every method holds the monitor; the log behind is called by one thread at a time.
 * Listeners are called under the monitor too, which is harmless because they do not block.
 *
 * @param <R> type of the records
 */
public final class FaultyStore<R> implements RecordLog<R> {

    /** References of what is held back are above those of any log behind. */
    private static final long FIRST_HELD_REF = 1L << 62;

    private final RecordLog<R> log;
    private final StoreFaults faults;
    private final Deque<Step<R>> waiting = new ArrayDeque<>();
    private final Map<Long, Long> translations = new HashMap<>();
    private final Map<Long, Long> realRefs = new HashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private long last;
    private long lastHeldRef = FIRST_HELD_REF;
    private boolean draining;
    private boolean crashed;
    private boolean closed;
    private @Nullable ProviderException failure;

    /**
     * Stands before a log.
     *
     * @param log    the log behind, just opened
     * @param faults say what breaks
     */
    public FaultyStore(RecordLog<R> log, StoreFaults faults) {
        this.log = log;
        this.faults = faults;
        faults.opened(this);
    }

    /**
     * What waits for its turn to reach the log behind: a batch, or something that is done instead.
     *
     * @param position as the owner knows it
     * @param batch    the records; empty if this is no append
     * @param firstRef the reference of its first record; the others follow
     * @param listener told about the batch
     * @param instead  what is done, or null for an append
     */
    private record Step<R>(
            long position,
            List<R> batch,
            long firstRef,
            AppendListener listener,
            @Nullable Runnable instead) {

        static <R> Step<R> doing(Runnable action) {
            return new Step<>(0, List.of(), 0, Silence.INSTANCE, action);
        }

        boolean isAppend() {
            return instead == null;
        }
    }

    @Override
    public synchronized long append(List<? extends R> batch, long[] refs, AppendListener listener) {
        if (crashed) {
            return ++last;
        }
        if (closed) {
            throw new ProviderException(ErrorCode.STORE_FAILED, "The log is closed; nothing can be appended to it");
        }
        if (failure == null && faults.throwsNow()) {
            failure = broken("threw at an append");
            throw failure;
        }
        if (failure == null && faults.failsNow()) {
            failure = broken("failed to make an append durable");
        }
        ProviderException known = failure;
        if (known != null) {
            enqueue(Step.doing(() -> listener.onFailed(known)));
            return ++last;
        }
        if (waiting.isEmpty() && !draining && faults.mayPass()) {
            last = Math.max(last, log.append(batch, refs, listener));
            log.flush();
            return last;
        }
        long position = ++last;
        for (int i = 0; i < batch.size(); i++) {
            refs[i] = ++lastHeldRef;
        }
        enqueue(new Step<>(position, List.copyOf(batch), lastHeldRef - batch.size() + 1, listener, null));
        return position;
    }

    private void enqueue(Step<R> step) {
        waiting.addLast(step);
        if (step.isAppend()) {
            held.incrementAndGet();
        }
        drain();
        if (held.get() > 0) {
            faults.heldOneMore();
        }
    }

    /** Takes on what may go. A call from inside, by a listener, leaves the work to the one outside. */
    synchronized void drain() {
        drain(false);
    }

    private void drain(boolean everything) {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!waiting.isEmpty() && (everything || !waiting.getFirst().isAppend() || faults.mayPass())) {
                Step<R> step = waiting.removeFirst();
                pass(step, step.listener());
            }
        } finally {
            draining = false;
        }
    }

    private void pass(Step<R> step, AppendListener told) {
        if (step.instead() != null) {
            step.instead().run();
            return;
        }
        held.decrementAndGet();
        try {
            long[] refs = new long[step.batch().size()];
            long real = log.append(step.batch(), refs, told);
            last = Math.max(last, real);
            if (real != step.position()) {
                translations.put(step.position(), real);
            }
            for (int i = 0; i < refs.length; i++) {
                realRefs.put(step.firstRef() + i, refs[i]);
            }
            log.flush();
        } catch (ProviderException e) {
            failure = e;
            told.onFailed(e);
        }
    }

    /** Counts the appends that wait; without the monitor, because those who wait for it hold another one. */
    int held() {
        return held.get();
    }

    /**
     * What is held is lost but for the oldest ones; what comes from now on goes nowhere, and nobody is told of
     * either.
     */
    synchronized void crash(int kept) {
        if (closed) {
            return;
        }
        crashed = true;
        int left = kept;
        for (Step<R> step : waiting) {
            if (left > 0 && step.isAppend()) {
                pass(step, Silence.INSTANCE);
                left--;
            }
        }
        waiting.clear();
        held.set(0);
    }

    /** What is appended goes on at once, or when the faults let it. */
    @Override
    public void flush() {
        log.flush();
    }

    @Override
    public synchronized R read(long ref) {
        for (Step<R> step : waiting) {
            if (step.isAppend() && ref >= step.firstRef() && ref < step.firstRef() + step.batch().size()) {
                return step.batch().get((int) (ref - step.firstRef()));
            }
        }
        return log.read(realRefs.getOrDefault(ref, ref));
    }

    @Override
    public synchronized long replay(RecordVisitor<? super R> visitor) {
        last = Math.max(last, log.replay(visitor));
        return last;
    }

    @Override
    public synchronized void checkpoint(long covers, CheckpointImage<R> image) {
        if (crashed) {
            return;
        }
        if (failure != null) {
            throw failure;
        }
        Picture<R> picture = new Picture<>();
        image.writeTo(picture);
        enqueue(Step.doing(() ->
                log.checkpoint(translations.getOrDefault(covers, covers), sink -> paint(picture, sink))));
    }

    @Override
    public synchronized boolean wantsCheckpoint() {
        return failure == null && !crashed && log.wantsCheckpoint();
    }

    @Override
    public boolean hasRoom() {
        return log.hasRoom();
    }

    /** False: what is held back is in memory, and its references are not yet those of the log behind. */
    @Override
    public boolean isOutsideHeap() {
        return false;
    }

    @Override
    public long epoch() {
        return log.epoch();
    }

    @Override
    public synchronized boolean isOwner() {
        return failure == null && !crashed && log.isOwner();
    }

    /** {@inheritDoc} What is held back becomes durable first, unless there was a crash. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        drain(true);
        closed = true;
        faults.closed(this);
        log.close();
    }

    private void paint(Picture<R> picture, CheckpointSink<R> sink) {
        picture.kept.forEach((ref, sizeBytes) -> sink.keep(realRefs.getOrDefault(ref, ref), sizeBytes));
        picture.records.forEach(sink::add);
    }

    /** An image that waits for its turn. */
    private static final class Picture<R> implements CheckpointSink<R> {

        private final List<R> records = new ArrayList<>();
        private final Map<Long, Integer> kept = new LinkedHashMap<>();

        @Override
        public void add(R record) {
            records.add(record);
        }

        @Override
        public long keep(long ref, int sizeBytes) {
            kept.put(ref, sizeBytes);
            return ref;
        }
    }

    private static ProviderException broken(String how) {
        return new ProviderException(ErrorCode.STORE_FAILED, "The store " + how + ", because the test wants it");
    }

    /** Nobody is left to be told. */
    private enum Silence implements AppendListener {
        INSTANCE;

        @Override
        public void onDurable() {
            // The one who waited is gone.
        }

        @Override
        public void onFailed(Throwable cause) {
            // The one who waited is gone.
        }
    }
}
