// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.store.AppendListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was appended to the disk. The writer is a role: whoever flushes and finds nobody in it takes everything
 * that waits, in one write and one force, tells the listeners, and looks again. Who has done its own share gives the
 * role up and has the executor go on with the rest; until that runs, the role is free for anybody. An executor that
 * refuses leaves the work with the caller.
 *
 * <p>No wake-up is lost: who appends adds to the queue and then looks whether the role is free; who leaves the role
 * frees it and then looks at the queue.
 */
final class LogWriter {

    private static final Log LOG = Log.of(LogWriter.class);
    private static final int SMALLEST_STAGE = 1 << 16;
    private static final int LARGEST_STAGE = 1 << 19;
    private static final long LARGEST_GROUP = 1 << 24;

    private final Disk disk;
    private final Layout layout;
    private final Segments segments;
    private final Room room;
    private final Executor executor;
    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
    private final AtomicBoolean handedOver = new AtomicBoolean();
    private final Object arrivals = new Object();
    private volatile int waiters;
    private volatile long appended;
    private volatile long written;
    private volatile long durable;
    private volatile @Nullable ProviderException failure;

    /** Of the holder of the role. */
    private final Deque<AppendListener> toTell = new ArrayDeque<>();
    private final Deque<AppendListener> toRefuse = new ArrayDeque<>();
    private ByteBuffer stage = ByteBuffer.allocate(0);
    private long stagedAt;
    private @Nullable Segment unforced;

    LogWriter(Disk disk, Layout layout, Segments segments, Room room, Executor executor) {
        this.disk = disk;
        this.layout = layout;
        this.segments = segments;
        this.room = room;
        this.executor = executor;
    }

    /** The log ends here and is on disk up to here. */
    void startAt(long position) {
        appended = position;
        written = position;
        durable = position;
    }

    /** Called by the owner of the log. */
    void add(Pending frame) {
        appended = frame.end();
        queue.add(frame);
    }

    /** How far frames are in their files, be it durably or not. */
    long written() {
        return written;
    }

    /** How far the log is on disk. */
    long durable() {
        return durable;
    }

    @Nullable ProviderException failure() {
        return failure;
    }

    /** See {@link io.ternmq.store.RecordLog#flush}. */
    void flush() {
        if (!queue.isEmpty()) {
            drain(appended);
        }
    }

    private void drain(long own) {
        boolean goOn = true;
        while (goOn && !queue.isEmpty() && enter()) {
            boolean workLeft = true;
            try {
                workLeft = work(own);
            } finally {
                leave();
            }
            goOn = !workLeft || !handOver();
        }
    }

    private boolean enter() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    private void leave() {
        holder.set(null);
        wake();
    }

    /** Works until nothing waits, or the caller's share is done; true when something is left. */
    private boolean work(long own) {
        while (!queue.isEmpty()) {
            writeGroup();
            wake();
            tell();
            topUp();
            if (durable >= own && !queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** False when the caller has to go on. */
    private boolean handOver() {
        if (!handedOver.compareAndSet(false, true)) {
            return true;
        }
        try {
            executor.execute(() -> {
                handedOver.set(false);
                drain(Long.MAX_VALUE);
            });
            return true;
        } catch (RejectedExecutionException refused) {
            handedOver.set(false);
            return false;
        }
    }

    /** Takes everything that waits to the disk; for the holder of the role. */
    private void writeGroup() {
        Deque<AppendListener> told = new ArrayDeque<>();
        try {
            if (failure == null) {
                long end = stageGroup(told);
                spill();
                force();
                durable = end;
                toTell.addAll(told);
                return;
            }
        } catch (IOException | RuntimeException | Error e) {
            fail("what was appended could not be written", e);
        }
        toRefuse.addAll(told);
        for (Pending frame = queue.poll(); frame != null; frame = queue.poll()) {
            note(frame, toRefuse);
        }
    }

    private long stageGroup(Deque<AppendListener> told) throws IOException {
        long end = durable;
        long size = 0;
        for (Pending frame = queue.poll(); frame != null; frame = size < LARGEST_GROUP ? queue.poll() : null) {
            note(frame, told);
            put(frame);
            end = frame.end();
            size += frame.length();
        }
        return end;
    }

    private static void note(Pending frame, Deque<AppendListener> listeners) {
        AppendListener listener = frame.listener();
        if (listener != null) {
            listeners.add(listener);
        }
    }

    private void put(Pending frame) throws IOException {
        if (stagedAt + stage.position() != frame.position()) {
            spill();
            stagedAt = frame.position();
        }
        int from = frame.from();
        int left = frame.length();
        while (left > 0) {
            if (!stage.hasRemaining()) {
                spill();
                enlarge();
            }
            int part = Math.min(left, stage.remaining());
            stage.put(frame.bytes(), from, part);
            from += part;
            left -= part;
        }
    }

    /** Only stores that have much to write at a time need a large stage. */
    private void enlarge() {
        if (stage.capacity() < LARGEST_STAGE) {
            stage = ByteBuffer.allocateDirect(Math.max(SMALLEST_STAGE, stage.capacity() * 2));
        }
    }

    private void spill() throws IOException {
        int size = stage.position();
        if (size > 0) {
            Segment segment = segments.find(layout.number(stagedAt));
            if (segment == null) {
                throw new IOException(layout.describe(stagedAt) + " is gone");
            }
            if (unforced != null && unforced.number() != segment.number()) {
                force();
            }
            segment.file().write(layout.offset(stagedAt), stage.flip());
            unforced = segment;
            stage.clear();
            stagedAt += size;
            written = stagedAt;
        }
    }

    private void force() throws IOException {
        Segment segment = unforced;
        if (segment != null) {
            segment.file().force(false);
            unforced = null;
        }
    }

    private void tell() {
        for (AppendListener next = toTell.poll(); next != null; next = toTell.poll()) {
            tell(next, null);
        }
        ProviderException cause = failure;
        if (cause != null) {
            for (AppendListener next = toRefuse.poll(); next != null; next = toRefuse.poll()) {
                tell(next, cause);
            }
        }
    }

    private static void tell(AppendListener listener, @Nullable ProviderException cause) {
        try {
            if (cause == null) {
                listener.onDurable();
            } else {
                listener.onFailed(cause);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A listener of the log threw", e);
        }
    }

    private void topUp() {
        try {
            if (failure == null) {
                room.topUp(appended);
            }
        } catch (IOException | RuntimeException e) {
            fail("room for more could not be made durable", e);
        }
    }

    /** The log has failed for good; callable from any thread. */
    ProviderException fail(String what, Throwable cause) {
        ProviderException first = failure;
        if (first == null) {
            first = Failures.failed(disk, what, cause);
            failure = first;
        }
        return first;
    }

    /**
     * Returns when everything appended is durable. Called by the owner of the log; also inside a listener.
     *
     * @throws ProviderException when the log has failed
     */
    void sync() {
        long end = appended;
        while (durable < end && failure == null) {
            if (isHolder()) {
                writeGroup();
            } else {
                drain(end);
                awaitOthers(() -> durable >= end || failure != null);
            }
        }
        ProviderException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    private boolean isHolder() {
        return Thread.currentThread().equals(holder.get());
    }

    /** Waits while somebody else has the role, unless something is so. */
    private void awaitOthers(BooleanSupplier enough) {
        boolean interrupted = false;
        synchronized (arrivals) {
            waiters++;
            while (holder.get() != null && !enough.getAsBoolean()) {
                try {
                    arrivals.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            waiters--;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (waiters > 0) {
            synchronized (arrivals) {
                arrivals.notifyAll();
            }
        }
    }

    /** Tells everybody who still waits, and takes the role for ever. Nothing is written or forced any more. */
    void shut(ProviderException reason) {
        boolean inside = isHolder();
        while (!inside && !enter()) {
            awaitOthers(() -> false);
        }
        if (failure == null) {
            failure = reason;
        }
        if (!inside) {
            writeGroup();
            tell();
        }
    }
}
