// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.ByteWriter;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordCodec;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an image, some pieces a transaction, and notes what it keeps. Nothing counts until the checkpoint is changed.
 * Owner: the caller of {@code checkpoint}.
 *
 * @param <R> type of the records
 */
final class ImageWriter<R> implements CheckpointSink<R> {

    /** Carries the news through the state's image, which knows nothing of it. */
    static final class NoRoomException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoRoomException(Transactions.FullException cause) {
            super(cause);
        }
    }

    private static final int PIECES_PER_TRANSACTION = 4;
    private static final int PIECE_BYTES = RowFormat.LONGEST - RowFormat.HEADER;

    private final Transactions transactions;
    private final Tables tables;
    private final Ownership ownership;
    private final RecordCodec<R> codec;
    private final long number;
    private final RowSet kept = new RowSet();
    private final List<byte[]> pieces = new ArrayList<>();
    private final ByteWriter out = new ByteWriter();
    private int written;
    private long bytes;

    ImageWriter(Transactions transactions, Tables tables, Ownership ownership, RecordCodec<R> codec, long number) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.codec = codec;
        this.number = number;
    }

    @Override
    public void add(R item) {
        int start = out.size();
        out.putInt(0);
        codec.encode(item, out);
        out.setInt(start, out.size() - start - RowFormat.LENGTH);
        if (out.size() >= PIECE_BYTES) {
            cut();
        }
    }

    @Override
    public long keep(long ref, int sizeBytes) {
        long first = RowFormat.positionOf(ref);
        kept.addAll(first, first + RowFormat.rowsOf(ref) - 1);
        return ref;
    }

    /** Writes what is left. */
    void end() {
        if (out.size() > 0) {
            addPiece(0, out.size());
        }
        out.truncate(0);
        writePieces();
    }

    int parts() {
        return written;
    }

    long bytes() {
        return bytes;
    }

    /** The positions of all rows that hold something that is still needed. */
    RowSet kept() {
        return kept;
    }

    private void cut() {
        int from = 0;
        for (; out.size() - from >= PIECE_BYTES; from += PIECE_BYTES) {
            addPiece(from, PIECE_BYTES);
        }
        byte[] all = out.array();
        int rest = out.size() - from;
        out.truncate(0);
        out.putRaw(all, from, rest);
        if (pieces.size() >= PIECES_PER_TRANSACTION) {
            writePieces();
        }
    }

    private void addPiece(int from, int length) {
        byte[] piece = new byte[RowFormat.HEADER + length];
        System.arraycopy(out.array(), from, piece, RowFormat.HEADER, length);
        RowFormat.sealPiece(piece, number, written + pieces.size());
        pieces.add(piece);
        bytes += piece.length;
    }

    private void writePieces() {
        if (pieces.isEmpty()) {
            return;
        }
        try {
            transactions.run("write image " + number + " to " + tables.imageName(), Transactions.WhenFull.GIVE_UP,
                    (session, again) -> {
                        ownership.lock(session, again);
                        insert(session, again);
                        return true;
                    });
        } catch (Transactions.FullException e) {
            throw new NoRoomException(e);
        }
        written += pieces.size();
        pieces.clear();
    }

    private void insert(Session session, boolean again) throws SQLException {
        if (again) {
            PreparedStatement delete = session.prepare(tables.deletePiecesFrom());
            delete.setLong(1, number);
            delete.setInt(2, written);
            delete.executeUpdate();
        }
        PreparedStatement insert = session.prepare(tables.insertPiece());
        for (int i = 0; i < pieces.size(); i++) {
            insert.setLong(1, number);
            insert.setInt(2, written + i);
            insert.setBytes(3, pieces.get(i));
            insert.addBatch();
        }
        insert.executeBatch();
    }
}
