// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.Log;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A log in the tables of a database; decision 0011 says why it is cut like this. Owner of a table's row for as long as
 * its lease lasts, which every transaction and {@link #renew} make longer. While the database does not answer, nothing
 * is acknowledged, and callers wait; when it comes back in time, nothing has happened.
 *
 * @param <R> type of the records
 */
public final class JdbcStore<R> implements RecordLog<R> {

    private static final Log LOG = Log.of(JdbcStore.class);
    private static final int IMAGES_PER_CHECKPOINT = 2;

    private final RecordCodec<R> codec;
    private final Tables tables;
    private final Transactions transactions;
    private final Ownership ownership;
    private final LogWriter writer;
    private final RowReader reader;
    private final Sweeper sweeper;
    private final Checkpoints<R> checkpoints;
    private final BatchEncoder<R> encoder;
    private final long checkpointBytes;
    private long nextPosition = 1;
    private long appendedBytes;
    private long imageBytes;
    private volatile boolean closed;

    JdbcStore(JdbcStoreSettings settings, RecordCodec<R> codec, Transactions transactions, Tables tables,
            Ownership ownership, Executor executor) {
        this.codec = codec;
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        checkpointBytes = settings.checkpointBytes();
        writer = new LogWriter(transactions, tables, ownership, executor);
        reader = new RowReader(transactions, tables);
        sweeper = new Sweeper(transactions, tables, ownership, executor);
        checkpoints = new Checkpoints<>(transactions, tables, ownership, codec, sweeper);
        encoder = new BatchEncoder<>(codec, ownership.epoch());
    }

    // --- append -------------------------------------------------------------------------------------------------

    @Override
    public long append(List<? extends R> batch, long[] refs, AppendListener listener) {
        requireOpen();
        List<Row> rows = encoder.encode(batch, nextPosition, refs);
        nextPosition += rows.size();
        if (nextPosition > RowFormat.LAST_POSITION) {
            throw Failures.of("The positions of " + tables.batchName() + " are used up; export the destinations and"
                    + " import them into tables of another prefix");
        }
        for (Row row : rows) {
            appendedBytes += row.content().length;
        }
        writer.add(rows, listener);
        return nextPosition - 1;
    }

    @Override
    public void flush() {
        writer.flush();
    }

    private void requireOpen() {
        if (closed) {
            throw Failures.of("The log is closed; nothing can be appended to it");
        }
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Override
    public R read(long ref) {
        Row first = rowOf(RowFormat.positionOf(ref), ref);
        byte[] content = first.content();
        int offset = RowFormat.offsetOf(ref);
        int length = offset < RowFormat.HEADER || offset > content.length - RowFormat.LENGTH
                ? -1 : ByteBuffer.wrap(content).getInt(offset);
        if (length < 0 || first.isContinued()) {
            throw notThere(ref);
        }
        if (RowFormat.hasSeveralRows(ref)) {
            return readSeveral(ref, first, length);
        }
        if (length > content.length - offset - RowFormat.LENGTH) {
            throw notThere(ref);
        }
        return codec.decode(new ByteReader(content, offset + RowFormat.LENGTH, length));
    }

    private R readSeveral(long ref, Row first, int length) {
        int rows = RowFormat.rowsOf(ref);
        if (rows != RowFormat.rowsFor(length)) {
            throw notThere(ref);
        }
        byte[] bytes = new byte[length];
        int filled = 0;
        for (int i = 0; i < rows; i++) {
            Row row = i == 0 ? first : rowOf(first.position() + i, ref);
            int from = i == 0 ? RowFormat.HEADER + RowFormat.LENGTH : RowFormat.HEADER;
            int count = row.content().length - from;
            if (count > length - filled || row.isContinued() != i > 0) {
                throw notThere(ref);
            }
            System.arraycopy(row.content(), from, bytes, filled, count);
            filled += count;
        }
        return codec.decode(new ByteReader(bytes));
    }

    private Row rowOf(long position, long ref) {
        Row row = position <= 0 ? null : writer.underway(position);
        if (row == null && position > 0 && position <= writer.appendedUpTo()) {
            row = reader.read(position);
        }
        if (row == null) {
            throw notThere(ref);
        }
        return row;
    }

    private ProviderException notThere(long ref) {
        return Failures.of("Table " + tables.batchName() + " holds no record of reference " + ref + " (position "
                + RowFormat.positionOf(ref) + "); it was reclaimed, or the row is missing: then restore the tables"
                + " from a backup");
    }

    @Override
    public long replay(RecordVisitor<? super R> visitor) {
        LogReplay<R> replay = new LogReplay<>(transactions, tables, reader, codec);
        Checkpoint checkpoint = checkpoints.read();
        imageBytes = replay.visitImage(checkpoint, visitor);
        long last = Math.max(checkpoint.covers(), lastPosition());
        replay.visitRows(checkpoint.covers(), last, visitor);
        appendedBytes = replay.bytes();
        nextPosition = last + 1;
        writer.beginAfter(last);
        return last;
    }

    private long lastPosition() {
        return transactions.run("read the last position of " + tables.batchName(), (session, again) -> {
            try (ResultSet found = session.prepare(tables.lastPosition()).executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        });
    }

    // --- checkpoints --------------------------------------------------------------------------------------------

    @Override
    public void checkpoint(long covers, CheckpointImage<R> image) {
        requireOpen();
        writer.settleAll();
        ProviderException failure = writer.failure();
        if (failure != null) {
            throw Failures.of("No checkpoint can be taken: " + failure.getMessage());
        }
        long before = appendedBytes;
        long size = checkpoints.take(covers, image);
        if (size >= 0) {
            imageBytes = size;
            appendedBytes = 0;
            reader.forget();
        } else {
            appendedBytes = Math.max(0, before - checkpointBytes / IMAGES_PER_CHECKPOINT);
        }
    }

    @Override
    public boolean wantsCheckpoint() {
        return appendedBytes > Math.max(checkpointBytes, IMAGES_PER_CHECKPOINT * imageBytes);
    }

    @Override
    public boolean hasRoom() {
        return !transactions.isFull();
    }

    @Override
    public boolean isOutsideHeap() {
        return true;
    }

    // --- ownership ----------------------------------------------------------------------------------------------

    @Override
    public long epoch() {
        return ownership.epoch();
    }

    /** {@inheritDoc} Asks the database when its last word is older than a third of the lease. */
    @Override
    public boolean isOwner() {
        if (closed || ownership.isLost() || writer.failure() != null) {
            return false;
        }
        return !ownership.wantsConfirmation()
                || transactions.run("look up the owner in " + tables.ownerName(),
                        (session, again) -> ownership.ask(session));
    }

    /**
     * Makes the lease longer if it is time. Whoever opened the store calls this several times in a lease, on a thread
     * that may wait for the database; a broker that has something to write keeps its lease without. A database that
     * does not answer is asked again at the next call.
     *
     * @return whether this is still the owner, as far as is known
     */
    public boolean renew() {
        if (closed || ownership.isLost()) {
            return false;
        }
        try {
            if (ownership.wantsRenewal()) {
                return transactions.run("renew the lease in " + tables.ownerName(), (session, again) ->
                        ownership.tryLock(session, true));
            }
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, "The lease on " + tables.ownerName() + " could not be renewed", e);
        }
        return true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        transactions.limitPatience();
        writer.settleAll();
        sweeper.stop();
        try {
            transactions.runOnce(ownership::release);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The lease on " + tables.ownerName() + " could not be given back; it runs out", e);
        }
        transactions.close();
    }
}
