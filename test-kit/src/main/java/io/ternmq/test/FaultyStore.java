// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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

    private final RecordLog<R> log;
    private final StoreFaults faults;
    private final Deque<Step<R>> waiting = new ArrayDeque<>();
    private final Map<Long, Long> translations = new HashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private long last;
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
     * @param listener told about the batch
     * @param instead  what is done, or null for an append
     */
    private record Step<R>(
            long position, List<R> batch, AppendListener listener, @Nullable Runnable instead) {

        static <R> Step<R> doing(Runnable action) {
            return new Step<>(0, List.of(), Silence.INSTANCE, action);
        }

        boolean isAppend() {
            return instead == null;
        }
    }

    @Override
    public synchronized long append(List<? extends R> batch, AppendListener listener) {
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
            last = Math.max(last, log.append(batch, listener));
            return last;
        }
        long position = ++last;
        enqueue(new Step<>(position, List.copyOf(batch), listener, null));
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
            long real = log.append(step.batch(), told);
            last = Math.max(last, real);
            if (real != step.position()) {
                translations.put(step.position(), real);
            }
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

    @Override
    public synchronized R read(long position, int index) {
        for (Step<R> step : waiting) {
            if (step.isAppend() && step.position() == position) {
                return recordOf(step, index);
            }
        }
        return log.read(translations.getOrDefault(position, position), index);
    }

    private static <R> R recordOf(Step<R> step, int index) {
        if (index < 0 || index >= step.batch().size()) {
            throw new ProviderException(
                    ErrorCode.STORE_FAILED, "The log holds no record " + index + " at position " + step.position());
        }
        return step.batch().get(index);
    }

    @Override
    public synchronized long replay(RecordVisitor<? super R> visitor) {
        last = Math.max(last, log.replay(visitor));
        return last;
    }

    @Override
    public synchronized void checkpoint(long covers, List<? extends R> image) {
        if (crashed) {
            return;
        }
        if (failure != null) {
            throw failure;
        }
        List<R> copy = List.copyOf(image);
        enqueue(Step.doing(() -> log.checkpoint(translations.getOrDefault(covers, covers), copy)));
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
