// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts batches into rows. Owner: the caller of {@code append}, one call at a time.
 *
 * @param <R> type of the records
 */
final class BatchEncoder<R> {

    private static final int KEPT_BYTES = 2 * RowFormat.LONGEST;

    private final RecordCodec<R> codec;
    private final long epoch;
    private final List<byte[]> contents = new ArrayList<>();
    private final List<Integer> flags = new ArrayList<>();
    private ByteWriter out = new ByteWriter();
    private long position;

    BatchEncoder(RecordCodec<R> codec, long epoch) {
        this.codec = codec;
        this.epoch = epoch;
    }

    /**
     * Encodes a batch.
     *
     * @param first position of the first row
     * @param refs  takes the references
     * @return the rows, of successive positions
     */
    List<Row> encode(List<? extends R> batch, long first, long[] refs) {
        contents.clear();
        flags.clear();
        position = first;
        beginRow();
        for (int i = 0; i < batch.size(); i++) {
            refs[i] = add(batch.get(i));
        }
        if (out.size() > RowFormat.HEADER) {
            endRow(0);
        }
        List<Row> rows = seal(first);
        if (out.array().length > KEPT_BYTES) {
            out = new ByteWriter();
        }
        return rows;
    }

    private long add(R item) {
        int start = out.size();
        out.putInt(0);
        codec.encode(item, out);
        out.setInt(start, out.size() - start - RowFormat.LENGTH);
        if (out.size() <= RowFormat.LONGEST) {
            return RowFormat.ref(position, start);
        }
        byte[] bytes = Arrays.copyOfRange(out.array(), start, out.size());
        out.truncate(start);
        if (start > RowFormat.HEADER) {
            endRow(0);
        }
        if (RowFormat.HEADER + bytes.length <= RowFormat.LONGEST) {
            out.putRaw(bytes, 0, bytes.length);
            return RowFormat.ref(position, RowFormat.HEADER);
        }
        return addInSeveralRows(bytes);
    }

    private long addInSeveralRows(byte[] bytes) {
        long ref = RowFormat.refOfSeveralRows(position, RowFormat.rowsFor(bytes.length - RowFormat.LENGTH));
        int perRow = RowFormat.LONGEST - RowFormat.HEADER;
        for (int from = 0; from < bytes.length; from += perRow) {
            out.putRaw(bytes, from, Math.min(perRow, bytes.length - from));
            endRow(from == 0 ? 0 : RowFormat.CONTINUED);
        }
        return ref;
    }

    private void beginRow() {
        out.truncate(0);
        out.putInt(0);
    }

    private void endRow(int rowFlags) {
        contents.add(out.toArray());
        flags.add(rowFlags);
        position++;
        beginRow();
    }

    private List<Row> seal(long first) {
        int last = contents.size() - 1;
        List<Row> rows = new ArrayList<>(contents.size());
        for (int i = 0; i <= last; i++) {
            int rowFlags = flags.get(i) | (i < last ? RowFormat.MORE : 0);
            RowFormat.sealRow(contents.get(i), first + i, epoch, rowFlags);
            rows.add(new Row(first + i, rowFlags, contents.get(i)));
        }
        contents.clear();
        return rows;
    }
}
