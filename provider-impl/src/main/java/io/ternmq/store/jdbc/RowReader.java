// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the log, with the last ones read in memory: who drains a backlog asks for record after record of the
 * same row, and then for the next row. When rows are asked for one after the other, some are read ahead. Callable from
 * any thread.
 */
final class RowReader {

    private static final int CACHE_BYTES = 4 << 20;
    private static final int AHEAD_BYTES = 256 << 10;
    private static final int AHEAD_ROWS = 64;
    private static final int ROW_BYTES = 64;

    private final Transactions transactions;
    private final Tables tables;
    private final Map<Long, Row> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long cachedBytes;
    private long lastMissed;
    private int ahead = 1;

    RowReader(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    /** Reads one row; null when there is none of this position. */
    @Nullable Row read(long position) {
        int count;
        synchronized (this) {
            Row cached = cache.get(position);
            if (cached != null) {
                return cached;
            }
            count = position > lastMissed && position <= lastMissed + AHEAD_ROWS ? ahead : 1;
            lastMissed = position + count - 1;
        }
        List<Row> rows = read(position, position + count - 1);
        remember(rows);
        return rows.isEmpty() || rows.get(0).position() != position ? null : rows.get(0);
    }

    /** Reads the rows of a range that are there, past the memory. */
    List<Row> read(long from, long to) {
        return transactions.run("read " + tables.batchName() + " from position " + from + " to " + to,
                (session, again) -> select(session, from, to));
    }

    private List<Row> select(Session session, long from, long to) throws SQLException {
        PreparedStatement select = session.prepare(tables.readRows());
        select.setLong(1, from);
        select.setLong(2, to);
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.add(rowOf(found));
            }
        }
        return rows;
    }

    private Row rowOf(ResultSet found) throws SQLException {
        long position = found.getLong(1);
        int flags = found.getInt(3);
        byte[] content = found.getBytes(4);
        if (!RowFormat.isSealedRow(content, position, found.getLong(2), flags)) {
            throw Failures.damaged(tables.batchName(), "the row of position " + position + " has a wrong checksum");
        }
        return new Row(position, flags, content);
    }

    private synchronized void remember(List<Row> rows) {
        long bytes = 0;
        for (Row row : rows) {
            bytes += weigh(row);
            Row before = cache.put(row.position(), row);
            cachedBytes += weigh(row) - (before == null ? 0 : weigh(before));
        }
        if (!rows.isEmpty()) {
            ahead = (int) Math.max(1, Math.min(AHEAD_ROWS, AHEAD_BYTES / (bytes / rows.size())));
        }
        Iterator<Row> eldest = cache.values().iterator();
        while (cachedBytes > CACHE_BYTES && eldest.hasNext()) {
            cachedBytes -= weigh(eldest.next());
            eldest.remove();
        }
    }

    private static int weigh(Row row) {
        return row.content().length + ROW_BYTES;
    }

    /** Forgets everything: rows may have gone. */
    synchronized void forget() {
        cache.clear();
        cachedBytes = 0;
    }
}
