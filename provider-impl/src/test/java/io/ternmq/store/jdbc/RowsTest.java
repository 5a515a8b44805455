// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches are cut into rows and put together again. */
class RowsTest {

    private static final int SEEDS = 60;
    private static final int ROOM = RowFormat.LONGEST - RowFormat.HEADER - RowFormat.LENGTH;
    private static final long EPOCH = 7;

    private static final class BytesCodec implements RecordCodec<byte[]> {

        @Override
        public void encode(byte[] bytes, ByteWriter out) {
            out.putRaw(bytes, 0, bytes.length);
        }

        @Override
        public byte[] decode(ByteReader in) {
            byte[] bytes = Arrays.copyOfRange(in.array(), in.position(), in.position() + in.remaining());
            in.skip(in.remaining());
            return bytes;
        }
    }

    private final BatchEncoder<byte[]> encoder = new BatchEncoder<>(new BytesCodec(), EPOCH);

    @Test
    void comeOutAsTheyWentIn() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<byte[]> batch = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                batch.add(bytes(random, size(random)));
            }
            check(batch, "seed " + seed);
        }
    }

    @Test
    void fillTheirRowsToTheLastByte() {
        Random random = new Random(1);
        for (int more = -6; more <= 6; more++) {
            check(List.of(bytes(random, ROOM + more)), "alone " + more);
            check(List.of(bytes(random, 10), bytes(random, ROOM - 14 + more), bytes(random, 3)), "between " + more);
            check(List.of(bytes(random, 2 * ROOM + more), new byte[0]), "double " + more);
        }
    }

    @Test
    void takeOneRowForABatchThatFits() {
        long[] refs = new long[3];
        List<Row> rows = encoder.encode(List.of(new byte[] {1}, new byte[0], new byte[] {2, 3}), 5, refs);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).flags()).isZero();
        assertThat(refs).containsExactly(5L << 20 | 4, 5L << 20 | 9, 5L << 20 | 13);
        assertThat(HexFormat.of().formatHex(rows.get(0).content(), 4, 19)).isEqualTo("000000010100000000000000020203");
    }

    @Test
    void noticeEveryDamage() {
        Row row = encoder.encode(List.of("some record".getBytes(StandardCharsets.US_ASCII)), 9,
                new long[1]).get(0);
        assertThat(RowFormat.isSealedRow(row.content(), 9, EPOCH, 0)).isTrue();
        assertThat(RowFormat.isSealedRow(row.content(), 8, EPOCH, 0)).as("another position").isFalse();
        assertThat(RowFormat.isSealedRow(row.content(), 9, EPOCH + 1, 0)).as("another epoch").isFalse();
        assertThat(RowFormat.isSealedRow(row.content(), 9, EPOCH, 1)).as("other flags").isFalse();
        for (int bit = 0; bit < 8 * row.content().length; bit++) {
            byte[] damaged = row.content().clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(RowFormat.isSealedRow(damaged, 9, EPOCH, 0)).as("bit " + bit).isFalse();
        }
        for (int length = 0; length < row.content().length; length++) {
            byte[] shorter = Arrays.copyOf(row.content(), length);
            assertThat(RowFormat.isSealedRow(shorter, 9, EPOCH, 0)).as("length " + length).isFalse();
        }
    }

    private void check(List<byte[]> batch, String name) {
        long[] refs = new long[batch.size()];
        List<Row> rows = encoder.encode(batch, 100, refs);
        RecordAssembly<byte[]> assembly = new RecordAssembly<>(new BytesCodec());
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(row.position()).as(name).isEqualTo(100 + i);
            assertThat(row.hasMore()).as(name).isEqualTo(i < rows.size() - 1);
            assertThat(row.isContinued()).as(name).isEqualTo(assembly.isInside());
            assertThat(row.content().length).as(name).isBetween(RowFormat.HEADER + 1, RowFormat.LONGEST);
            assertThat(RowFormat.isSealedRow(row.content(), row.position(), EPOCH, row.flags())).as(name).isTrue();
            assertThat(assembly.add(row.content(), RowFormat.HEADER, (next, offset) -> {
                int index = found.size();
                found.add(next);
                long ref = refs[index];
                long first = RowFormat.positionOf(ref);
                assertThat(first + RowFormat.rowsOf(ref) - 1).as(name).isEqualTo(row.position());
                assertThat(RowFormat.hasSeveralRows(ref)).as(name).isEqualTo(offset < 0);
                assertThat(offset < 0 ? RowFormat.HEADER : offset).as(name).isEqualTo(RowFormat.offsetOf(ref));
            })).as(name).isTrue();
        }
        assertThat(assembly.isInside()).as(name).isFalse();
        assertThat(found).as(name).usingElementComparator(Arrays::compare).isEqualTo(batch);
    }

    private static int size(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(2_000);
            case 2 -> ROOM - 20 + random.nextInt(40);
            default -> random.nextInt(3 * ROOM);
        };
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
