// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.store.RecordCodec;
import io.ternmq.store.RecordVisitor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the image that counts and the rows behind it. Every row behind it must be there: positions are given without
 * gaps, and only rows that a checkpoint covers are ever deleted. Owner: the caller of {@code replay}.
 *
 * @param <R> type of the records
 */
final class LogReplay<R> {

    private static final int PAGE_BYTES = 2 << 20;
    private static final int MOST_ROWS = 1_024;
    private static final int FIRST_ROWS = 16;

    private final Transactions transactions;
    private final Tables tables;
    private final RowReader reader;
    private final RecordCodec<R> codec;
    private long bytes;

    LogReplay(Transactions transactions, Tables tables, RowReader reader, RecordCodec<R> codec) {
        this.transactions = transactions;
        this.tables = tables;
        this.reader = reader;
        this.codec = codec;
    }

    /** How many bytes of the log were read. */
    long bytes() {
        return bytes;
    }

    /** Visits the records of an image. */
    long visitImage(Checkpoint checkpoint, RecordVisitor<? super R> visitor) {
        RecordAssembly<R> assembly = new RecordAssembly<>(codec);
        long imageBytes = 0;
        for (int part = 0; part < checkpoint.parts(); part++) {
            byte[] piece = readPiece(checkpoint.number(), part);
            imageBytes += piece.length;
            if (!assembly.add(piece, RowFormat.HEADER, (next, offset) -> visitor.visit(next, 0))) {
                throw damagedPiece(checkpoint.number(), part, "makes no sense");
            }
        }
        if (assembly.isInside()) {
            throw damagedPiece(checkpoint.number(), checkpoint.parts() - 1, "ends inside a record");
        }
        return imageBytes;
    }

    private byte[] readPiece(long number, int part) {
        Optional<byte[]> found = transactions.run("read image " + number + " from " + tables.imageName(),
                (session, again) -> select(session, number, part));
        byte[] piece = found.orElseThrow(() -> damagedPiece(number, part, "is missing"));
        if (!RowFormat.isSealedPiece(piece, number, part)) {
            throw damagedPiece(number, part, "has a wrong checksum");
        }
        return piece;
    }

    private Optional<byte[]> select(Session session, long number, int part) throws SQLException {
        PreparedStatement select = session.prepare(tables.readPiece());
        select.setLong(1, number);
        select.setInt(2, part);
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
        }
    }

    /** Visits the rows from behind a position up to the last one. */
    void visitRows(long after, long last, RecordVisitor<? super R> visitor) {
        RowVisit visit = new RowVisit(visitor);
        int rows = FIRST_ROWS;
        for (long next = after + 1; next <= last; ) {
            long to = Math.min(last, next + rows - 1);
            long pageBytes = 0;
            List<Row> page = reader.read(next, to);
            for (Row row : page) {
                requireNext(next, row.position());
                visit.visit(row);
                pageBytes += row.content().length;
                next++;
            }
            if (next <= to) {
                throw missing(next);
            }
            bytes += pageBytes;
            rows = (int) Math.max(1, Math.min(MOST_ROWS, PAGE_BYTES / Math.max(1, pageBytes / page.size())));
        }
        if (visit.isInsideBatch) {
            throw missing(last + 1);
        }
    }

    private void requireNext(long expected, long found) {
        if (expected != found) {
            throw missing(expected);
        }
    }

    private RuntimeException missing(long position) {
        return Failures.damaged(tables.batchName(), "the row of position " + position + " is missing");
    }

    private RuntimeException damagedPiece(long number, int part, String what) {
        return Failures.damaged(tables.imageName(), "part " + part + " of image " + number + ' ' + what);
    }

    /** Where in the log the replay is. */
    private final class RowVisit {

        private final RecordVisitor<? super R> visitor;
        private final RecordAssembly<R> assembly = new RecordAssembly<>(codec);
        private long begunAt;
        private boolean isInsideBatch;

        RowVisit(RecordVisitor<? super R> visitor) {
            this.visitor = visitor;
        }

        void visit(Row row) {
            boolean fits = row.isContinued() == assembly.isInside() && (!row.isContinued() || isInsideBatch);
            if (!row.isContinued()) {
                begunAt = row.position();
            }
            if (!fits || !assembly.add(row.content(), RowFormat.HEADER, (next, at) -> take(row, next, at))) {
                throw Failures.damaged(tables.batchName(), "the row of position " + row.position() + " makes no sense");
            }
            isInsideBatch = row.hasMore();
        }

        private void take(Row row, R next, int offset) {
            visitor.visit(next, offset >= 0 ? RowFormat.ref(row.position(), offset)
                    : RowFormat.refOfSeveralRows(begunAt, (int) (row.position() - begunAt + 1)));
        }
    }
}
