// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changes one byte at a time: what comes back is all that was acknowledged, or an error that names the place. */
class ByteFlipTest {

    private static final int ZEROS = 256;

    @Test
    void losesNothingSilentlyWhicheverByteChanges() {
        Map<String, byte[]> files = smallStore();
        List<String> expected = contents(MemoryDisk.of(files));
        Map<String, Integer> refusals = new TreeMap<>();
        files.forEach((name, bytes) -> {
            for (int at = 0; at < bytes.length; at += bytes[at] == 0 && isAmongZeros(bytes, at) ? ZEROS : 1) {
                Map<String, byte[]> changed = new HashMap<>(files);
                byte[] copy = bytes.clone();
                copy[at] ^= (byte) (1 + at % 255);
                changed.put(name, copy);
                if (!survives(changed, expected, name + " at " + at)) {
                    refusals.merge(name, 1, Integer::sum);
                }
            }
        });
        assertThat(refusals).as("files in which a change was noticed").containsKeys(
                "meta", Format.segmentName(1), Format.segmentName(2));
    }

    /** Where nothing was ever written, one byte is like the next. */
    private static boolean isAmongZeros(byte[] bytes, int at) {
        int end = Math.min(bytes.length, at + ZEROS);
        return Arrays.equals(bytes, at, end, new byte[ZEROS], 0, end - at);
    }

    /** Whether the store opened with everything in it; false when it said that it is damaged. */
    private static boolean survives(Map<String, byte[]> files, List<String> expected, String where) {
        try {
            assertThat(contents(MemoryDisk.of(files))).as(where).isEqualTo(expected);
            return true;
        } catch (ProviderException refusal) {
            assertThat(refusal.code()).as(where).isEqualTo(ErrorCode.STORE_FAILED);
            assertThat(refusal.getMessage()).as(where).contains("memory");
            return false;
        }
    }

    /** Two images, kept records, records in pieces, several segments, a last batch that nothing follows. */
    private static Map<String, byte[]> smallStore() {
        MemoryDisk disk = new MemoryDisk();
        FileStore<String> store = Stores.openForAppend(disk);
        long[] ref = {Stores.put(store, "kept")};
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            texts.addAll(List.of("before " + i, "more before " + i));
            Stores.put(store, "before " + i, "more before " + i);
            store.checkpoint(Long.MAX_VALUE, sink -> {
                ref[0] = sink.keep(ref[0], 100);
                sink.add("k " + ref[0]);
                texts.forEach(sink::add);
            });
        }
        Stores.put(store, "after");
        store.close();
        store = Stores.openForAppend(disk);
        Stores.put(store, "pieces ".repeat(3_000));
        Stores.put(store, "second", "x".repeat(1_500));
        Stores.put(store, "the last one");
        store.abandon();
        return disk.snapshot();
    }

    /** Everything that is replayed, kept records read again. An image and the log that it replaces say the same. */
    private static List<String> contents(MemoryDisk disk) {
        List<String> found = new ArrayList<>();
        try (FileStore<String> store = Stores.open(disk)) {
            store.replay((record, ref) -> found.add(record));
            found.replaceAll(record ->
                    record.startsWith("k ") ? store.read(Long.parseLong(record.substring(2))) : record);
        }
        return found;
    }
}
