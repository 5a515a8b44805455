// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordCodec;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes checkpoints: writes the new image beside the old one, makes it the one that counts by a single update, and then
 * has the old image swept out and the rows that the new one covers and does not keep. A crash before the update leaves
 * pieces that do not count, a crash behind it leaves rows that nobody replays; both are swept out with the next
 * checkpoint. Owner: the caller of {@code checkpoint}, one call at a time.
 *
 * @param <R> type of the records
 */
final class Checkpoints<R> {

    private static final Log LOG = Log.of(Checkpoints.class);
    private static final int ROWS_PER_FETCH = 1_000;

    private final Transactions transactions;
    private final Tables tables;
    private final Ownership ownership;
    private final RecordCodec<R> codec;
    private final Sweeper sweeper;
    private Checkpoint current = new Checkpoint(0, 0, 0);
    /** Covered rows that are in the table; null until they have been looked up. */
    private @Nullable RowSet present;
    /** Whether pieces of images that do not count may be lying about. */
    private boolean isLittered = true;
    private boolean hasWarned;

    Checkpoints(Transactions transactions, Tables tables, Ownership ownership, RecordCodec<R> codec, Sweeper sweeper) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.codec = codec;
        this.sweeper = sweeper;
    }

    /** Looks up which checkpoint counts. */
    Checkpoint read() {
        current = transactions.run("read the checkpoint in " + tables.ownerName(), (session, again) -> select(session));
        return current;
    }

    private Checkpoint select(Session session) throws SQLException {
        try (ResultSet found = session.prepare(tables.readCheckpoint()).executeQuery()) {
            if (!found.next()) {
                throw Failures.damaged(tables.ownerName(), "its row is missing");
            }
            return new Checkpoint(found.getLong(1), found.getInt(2), found.getLong(3));
        }
    }

    /**
     * Takes a checkpoint.
     *
     * @return how large the image is; negative when there was no room for it and the old one stays
     */
    long take(long covers, CheckpointImage<R> image) {
        if (!sweeper.finish()) {
            present = null;
        }
        if (isLittered) {
            sweeper.deleteImagesBut(current.number());
        }
        isLittered = true;
        ImageWriter<R> writer = new ImageWriter<>(transactions, tables, ownership, codec, current.number() + 1);
        try {
            image.writeTo(writer);
            writer.end();
        } catch (ImageWriter.NoRoomException e) {
            warnOnce(e);
            sweeper.deleteImagesBut(current.number());
            return -1;
        }
        RowSet before = before(covers);
        Checkpoint next = new Checkpoint(current.number() + 1, writer.parts(), covers);
        change(next);
        current = next;
        isLittered = false;
        hasWarned = false;
        present = writer.kept();
        sweeper.begin(next.number(), before, writer.kept());
        return writer.bytes();
    }

    private void warnOnce(ImageWriter.NoRoomException e) {
        if (!hasWarned) {
            hasWarned = true;
            LOG.log(Level.WARNING, "The database has no room for a new image of the broker's state; the old one"
                    + " stays, and the log behind it goes on", e);
        }
    }

    private void change(Checkpoint next) {
        transactions.run("change the checkpoint in " + tables.ownerName(), (session, again) -> {
            ownership.lock(session, true);
            PreparedStatement change = session.prepare(tables.changeCheckpoint());
            change.setLong(1, next.number());
            change.setInt(2, next.parts());
            change.setLong(3, next.covers());
            change.setLong(4, ownership.epoch());
            if (change.executeUpdate() != 1) {
                throw ownership.lostTo();
            }
            return true;
        });
    }

    /** What the table holds up to a position. */
    private RowSet before(long covers) {
        RowSet known = present;
        if (known != null) {
            known.addAll(current.covers() + 1, covers);
            return known;
        }
        return transactions.run("list the positions in " + tables.batchName(), (session, again) -> {
            RowSet found = new RowSet();
            PreparedStatement select = session.prepare(tables.positionsUpTo());
            select.setLong(1, covers);
            select.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet positions = select.executeQuery()) {
                while (positions.next()) {
                    found.add(positions.getLong(1));
                }
            }
            return found;
        });
    }
}
