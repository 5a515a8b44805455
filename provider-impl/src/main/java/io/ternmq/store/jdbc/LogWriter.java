// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.store.AppendListener;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was appended, one transaction for everything that waits. Writer is a role: the thread that flushes takes
 * it when nobody has it; after its own share it offers the role to the executor, so that it is not held up by the work
 * of others. The owner of the state appends; whoever has the role owns everything that says so.
 */
final class LogWriter {

    /** A batch on its way. */
    private record Pending(List<Row> rows, AppendListener listener) {

        long last() {
            return rows.get(rows.size() - 1).position();
        }
    }

    private static final Log LOG = Log.of(LogWriter.class);
    private static final int GROUP_BYTES = 8 << 20;
    private static final int GROUP_ROWS = 1_000;

    private final Transactions transactions;
    private final Tables tables;
    private final Ownership ownership;
    private final Executor executor;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final Map<Long, Row> underway = new ConcurrentHashMap<>();
    private final AtomicInteger claims = new AtomicInteger();
    /** Whether the role is on offer: the executor takes it, or whoever waits for its work. */
    private final AtomicBoolean offered = new AtomicBoolean();
    private final Object progress = new Object();
    private volatile long appendedUpTo;
    private volatile long settledUpTo;
    private volatile @Nullable ProviderException failure;
    private volatile @Nullable Thread writer;
    /** Belongs to the role: batches whose fate is known and whose listeners are to be told. */
    private final Deque<Pending> settled = new ArrayDeque<>();

    LogWriter(Transactions transactions, Tables tables, Ownership ownership, Executor executor) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.executor = executor;
    }

    /** Called by the owner of the state, before the first {@link #add}. */
    void beginAfter(long position) {
        appendedUpTo = position;
        settledUpTo = position;
    }

    /** Position of the last row that was appended. */
    long appendedUpTo() {
        return appendedUpTo;
    }

    /** Takes a batch over; called by the owner of the state. */
    void add(List<Row> rows, AppendListener listener) {
        for (Row row : rows) {
            underway.put(row.position(), row);
        }
        Pending pending = new Pending(rows, listener);
        appendedUpTo = pending.last();
        queue.add(pending);
    }

    /** A row that may not be in the table yet. */
    @Nullable Row underway(long position) {
        return underway.get(position);
    }

    /** What ended this log, or null. */
    @Nullable ProviderException failure() {
        return failure;
    }

    /** Sees to it that everything added so far is written soon. */
    void flush() {
        if (!queue.isEmpty() && claims.getAndIncrement() == 0) {
            write(true);
        }
    }

    /** Returns when the fate of everything added so far is known; may be called by a listener. */
    void settleAll() {
        long upTo = appendedUpTo;
        if (writer == Thread.currentThread()) {
            tell();
            writeUpTo(upTo);
            return;
        }
        flush();
        boolean interrupted = false;
        while (settledUpTo < upTo) {
            if (offered.compareAndSet(true, false)) {
                write(true);
            } else {
                interrupted |= awaitProgress(upTo);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something to happen; true when the thread was interrupted meanwhile. */
    private boolean awaitProgress(long upTo) {
        synchronized (progress) {
            try {
                while (settledUpTo < upTo && !offered.get()) {
                    progress.wait();
                }
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        }
    }

    /** The role, until nobody has claimed it in the meantime or somebody else has taken it. */
    private void write(boolean mayHandOver) {
        while (true) {
            writer = Thread.currentThread();
            int seen = claims.get();
            writeUpTo(appendedUpTo);
            writer = null;
            if (claims.addAndGet(-seen) == 0 || (mayHandOver && hasHandedOver())) {
                return;
            }
        }
    }

    private boolean hasHandedOver() {
        synchronized (progress) {
            offered.set(true);
            progress.notifyAll();
        }
        try {
            executor.execute(() -> {
                if (offered.compareAndSet(true, false)) {
                    write(false);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The executor takes nothing any more; the flushing thread goes on writing", e);
            return !offered.compareAndSet(true, false);
        }
    }

    private void writeUpTo(long upTo) {
        List<Pending> group = nextGroup(upTo);
        while (!group.isEmpty()) {
            writeGroup(group);
            settled.addAll(group);
            tell();
            group = nextGroup(upTo);
        }
    }

    private List<Pending> nextGroup(long upTo) {
        List<Pending> group = new ArrayList<>();
        long bytes = 0;
        int rows = 0;
        for (Pending next = queue.peek(); next != null && next.last() <= upTo; next = queue.peek()) {
            group.add(next);
            queue.remove();
            rows += next.rows().size();
            for (Row row : next.rows()) {
                bytes += row.content().length;
            }
            if (bytes >= GROUP_BYTES || rows >= GROUP_ROWS) {
                break;
            }
        }
        return group;
    }

    private void writeGroup(List<Pending> group) {
        if (failure != null) {
            return;
        }
        try {
            transactions.run("write positions " + group.get(0).rows().get(0).position() + " to "
                    + group.get(group.size() - 1).last() + " to " + tables.batchName(), (session, again) -> {
                        insert(session, group, again);
                        return true;
                    });
        } catch (ProviderException e) {
            failure = e;
        }
    }

    /**
     * An earlier attempt may have been committed after all: the lock on the owner's row waits for its end, and then its
     * rows are there or not, and with them those of the whole group.
     */
    private void insert(Session session, List<Pending> group, boolean again) throws SQLException {
        boolean isOwner = ownership.tryLock(session, again);
        if (again && isThere(session, group.get(0).rows().get(0).position())) {
            return;
        }
        if (!isOwner) {
            throw ownership.lostTo();
        }
        PreparedStatement insert = session.prepare(tables.insertRow());
        boolean isAlone = group.size() == 1 && group.get(0).rows().size() == 1;
        for (Pending pending : group) {
            for (Row row : pending.rows()) {
                insert.setLong(1, row.position());
                insert.setLong(2, ownership.epoch());
                insert.setInt(3, row.flags());
                insert.setBytes(4, row.content());
                if (!isAlone) {
                    insert.addBatch();
                }
            }
        }
        if (isAlone) {
            insert.executeUpdate();
        } else {
            insert.executeBatch();
        }
    }

    private boolean isThere(Session session, long position) throws SQLException {
        PreparedStatement find = session.prepare(tables.findRow());
        find.setLong(1, position);
        find.setLong(2, ownership.epoch());
        try (ResultSet found = find.executeQuery()) {
            return found.next();
        }
    }

    private void tell() {
        for (Pending next = settled.poll(); next != null; next = settled.poll()) {
            ProviderException cause = failure;
            try {
                if (cause == null) {
                    next.listener().onDurable();
                } else {
                    next.listener().onFailed(cause);
                }
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener of the log has thrown, which it must not", e);
            }
            if (cause == null) {
                next.rows().forEach(row -> underway.remove(row.position()));
            }
            synchronized (progress) {
                settledUpTo = Math.max(settledUpTo, next.last());
                progress.notifyAll();
            }
        }
    }
}
