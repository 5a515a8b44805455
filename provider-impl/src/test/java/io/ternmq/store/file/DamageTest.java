// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may be lost to a crash, and what must never be passed over. */
class DamageTest {

    private static final String FIRST = Format.segmentName(1);
    private static final String THIRD = Format.segmentName(3);

    private final MemoryDisk disk = new MemoryDisk();

    // --- what a crash may do -------------------------------------------------------------------------------------

    @Test
    void cutsALastBatchThatIsNotAllThere() {
        Map<String, byte[]> files = storeOf("one", "two", "the last one");
        byte[] log = files.get(FIRST);
        int start = lastFrame(log);
        int end = end(log);
        for (int written = start; written < end - Format.TRAILER - 1; written++) {
            byte[] torn = log.clone();
            Arrays.fill(torn, written, torn.length, (byte) 0);
            assertThat(contents(files, FIRST, torn)).as("only " + (written - start) + " bytes of it are there")
                    .containsExactly("one", "two");
        }
        byte[] withoutTrailer = log.clone();
        Arrays.fill(withoutTrailer, end - Format.TRAILER, end, (byte) 0);
        assertThat(contents(files, FIRST, withoutTrailer)).containsExactly("one", "two", "the last one");
    }

    @Test
    void goesOnBehindACut() {
        Map<String, byte[]> files = storeOf("one", "two", "the last one");
        byte[] torn = files.get(FIRST).clone();
        torn[lastFrame(torn) + Format.FRAME_HEADER + Format.RECORD_HEADER] ^= 1;
        torn[lastFrame(torn) + Format.FRAME_HEADER + Format.RECORD_HEADER + 1] ^= 1;
        files.put(FIRST, torn);
        MemoryDisk cut = MemoryDisk.of(files);
        FileStore<String> store = Stores.openForAppend(cut);
        Stores.put(store, "instead");
        store.abandon();
        assertThat(Stores.contents(cut)).containsExactly("one", "two", "instead");
    }

    @Test
    void dropsABatchWhosePiecesAreNotAllThere() {
        FileStore<String> store = Stores.openForAppend(disk);
        Stores.put(store, "one");
        Stores.put(store, "piece".repeat(8_000));
        store.abandon();
        Map<String, byte[]> files = disk.snapshot();
        Arrays.fill(files.get(THIRD), Format.SEGMENT_HEADER, (int) Stores.TINY.segmentBytes(), (byte) 0);
        assertThat(contents(files, THIRD, files.get(THIRD))).containsExactly("one");
    }

    // --- what is damage ------------------------------------------------------------------------------------------

    @Test
    void refusesDamageBeforeTheLastBatch() {
        Map<String, byte[]> files = storeOf("one", "two", "three");
        byte[] log = files.get(FIRST).clone();
        Arrays.fill(log, Format.SEGMENT_HEADER + 30, Format.SEGMENT_HEADER + 40, (byte) 9);
        assertRefused(files, FIRST, log, FIRST + " at offset 48", "although a later one", "tern store verify");
    }

    @Test
    void refusesASingleWrongByteInTheLastBatch() {
        Map<String, byte[]> files = storeOf("one", "two");
        byte[] log = files.get(FIRST).clone();
        log[lastFrame(log) + 5] ^= 0x40;
        assertRefused(files, FIRST, log, "a single byte is wrong", FIRST + " at offset " + lastFrame(log));
    }

    @Test
    void refusesASegmentThatIsMissing() {
        Map<String, byte[]> files = storeOfSeveralSegments();
        files.remove(Format.segmentName(2));
        assertThatThrownBy(() -> Stores.contents(MemoryDisk.of(files))).hasMessageContaining(
                Format.segmentName(2) + " is missing");
    }

    @Test
    void refusesWhenTheFirstSegmentIsMissing() {
        Map<String, byte[]> files = storeOfSeveralSegments();
        files.remove(FIRST);
        assertThatThrownBy(() -> Stores.contents(MemoryDisk.of(files))).hasMessageContaining(FIRST + " is missing");
    }

    @Test
    void refusesADamagedSegmentHeader() {
        Map<String, byte[]> files = storeOfSeveralSegments();
        byte[] second = files.get(Format.segmentName(2)).clone();
        Arrays.fill(second, 0, 8, (byte) 0);
        assertRefused(files, Format.segmentName(2), second, "has no valid header");
    }

    @Test
    void refusesALogThatWasCutOffWhereverThatIs() {
        Map<String, byte[]> files = storeOf("one", "two", "x".repeat(3_000));
        byte[] log = files.get(FIRST);
        int end = end(log);
        for (int length = 0; length < end; length += 7) {
            String where = "cut to " + length;
            byte[] cut = Arrays.copyOf(log, length);
            files.put(FIRST, cut);
            assertThatThrownBy(() -> Stores.contents(MemoryDisk.of(files))).as(where)
                    .isInstanceOf(ProviderException.class);
        }
    }

    @Test
    void refusesWhenBothCheckpointsAreDamaged() {
        Map<String, byte[]> files = storeWithCheckpoints();
        files.put("checkpoint.a", new byte[65_536]);
        assertThat(Stores.contents(MemoryDisk.of(files))).as("the other one is whole").contains("image 4");
        byte[] second = files.get("checkpoint.b").clone();
        second[Format.PAGE + 20] ^= 1;
        assertRefused(files, "checkpoint.b", second, "checkpoint.b is damaged", "is missing");
    }

    @Test
    void refusesWhenMetaIsMissingOrOlder() {
        FileStore<String> store = Stores.openForAppend(disk);
        store.close();
        byte[] older = disk.snapshot().get("meta");
        store = Stores.openForAppend(disk);
        Stores.put(store, "one");
        store.close();
        Map<String, byte[]> files = disk.snapshot();
        assertRefused(files, "meta", older, "meta is older than the log");
        files.remove("meta");
        assertThatThrownBy(() -> Stores.contents(MemoryDisk.of(files))).hasMessageContaining("meta is missing");
    }

    @Test
    void refusesAnotherFormat() {
        Map<String, byte[]> files = storeOf("one");
        byte[] meta = files.get("meta").clone();
        for (int slot : new int[] {0, Format.PAGE}) {
            meta[slot + 11] = 2;
            Seal seal = new Seal(ByteBuffer.wrap(meta).getLong(slot + 16));
            byte[] only = Arrays.copyOfRange(meta, slot, slot + 48);
            ByteBuffer.wrap(meta).putInt(slot + 36, seal.check(only, 0, 36, 0));
        }
        assertRefused(files, "meta", meta, "has format 2", "knows format 1 only");
    }

    // --- what can be saved ---------------------------------------------------------------------------------------

    @Test
    void findsNothingWrongWithAWholeStore() {
        Map<String, byte[]> files = storeWithCheckpoints();
        try (StoreInspector inspector = StoreInspector.open(MemoryDisk.of(files))) {
            StoreReport report = inspector.verify();
            assertThat(report.damages()).isEmpty();
            assertThat(report.checkpoints()).extracting(StoreReport.Image::whole).containsExactly(true, true);
            assertThat(report.segments()).anySatisfy(part -> assertThat(part.records()).isPositive());
        }
    }

    @Test
    void savesWhatIsNotDamaged() {
        FileStore<String> store = Stores.openForAppend(disk);
        List<String> texts = IntStream.range(0, 60).mapToObj(i -> i + "-".repeat(700)).toList();
        texts.forEach(text -> Stores.put(store, text));
        store.close();
        Map<String, byte[]> files = disk.snapshot();
        Arrays.fill(files.get(FIRST), 5_000, 5_100, (byte) 7);
        files.remove(Format.segmentName(2));
        MemoryDisk target = new MemoryDisk();
        try (StoreInspector inspector = StoreInspector.open(MemoryDisk.of(files))) {
            StoreReport report = inspector.salvage(target);
            assertThat(report.damages()).anySatisfy(damage -> assertThat(damage).contains(FIRST + " at offset"));
        }
        List<String> saved = Stores.contents(target);
        assertThat(saved).hasSizeBetween(30, 59).isSubsetOf(texts).contains(texts.get(0), texts.get(20), texts.get(59));
        try (StoreInspector inspector = StoreInspector.open(target)) {
            assertThat(inspector.verify().damages()).isEmpty();
        }
    }

    @Test
    void savesWithoutMetaAndCheckpoints() {
        Map<String, byte[]> files = storeOf("one", "two");
        files.keySet().removeIf(name -> Format.segmentNumber(name) == 0);
        MemoryDisk target = new MemoryDisk();
        try (StoreInspector inspector = StoreInspector.open(MemoryDisk.of(files))) {
            assertThat(inspector.salvage(target).isWhole()).isFalse();
        }
        assertThat(Stores.contents(target)).containsExactly("one", "two");
    }

    @Test
    void savesNothingIntoADirectoryThatIsInUse() {
        Map<String, byte[]> files = storeOf("one");
        try (StoreInspector inspector = StoreInspector.open(MemoryDisk.of(files))) {
            assertThatThrownBy(() -> inspector.salvage(MemoryDisk.of(files))).hasMessageContaining("empty directory");
        }
    }

    // ------------------------------------------------------------------------------------------------------------

    private Map<String, byte[]> storeOf(String... records) {
        FileStore<String> store = Stores.openForAppend(disk);
        for (String record : records) {
            Stores.put(store, record);
        }
        store.abandon();
        return disk.snapshot();
    }

    private Map<String, byte[]> storeOfSeveralSegments() {
        return storeOf(IntStream.range(0, 60).mapToObj(i -> i + "-".repeat(700)).toArray(String[]::new));
    }

    private Map<String, byte[]> storeWithCheckpoints() {
        FileStore<String> store = Stores.openForAppend(disk);
        for (int i = 1; i <= 4; i++) {
            for (int k = 0; k < 40; k++) {
                Stores.put(store, "-".repeat(700));
            }
            String image = "image " + i;
            store.checkpoint(Long.MAX_VALUE, sink -> sink.add(image));
        }
        Stores.put(store, "after");
        store.close();
        return disk.snapshot();
    }

    private static List<String> contents(Map<String, byte[]> files, String name, byte[] content) {
        files.put(name, content);
        return Stores.contents(MemoryDisk.of(files));
    }

    private static void assertRefused(Map<String, byte[]> files, String name, byte[] content, String... sentence) {
        files.put(name, content);
        assertThatThrownBy(() -> Stores.contents(MemoryDisk.of(files)))
                .isInstanceOfSatisfying(ProviderException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_FAILED))
                .hasMessageContainingAll(sentence);
    }

    /** Where the last frame of a segment begins that was filled with zeros. */
    private static int lastFrame(byte[] log) {
        ByteBuffer bytes = ByteBuffer.wrap(log);
        int at = Format.SEGMENT_HEADER;
        int last = at;
        while (bytes.getInt(at) != 0) {
            last = at;
            at += Format.frameSize(bytes.getInt(at));
        }
        return last;
    }

    private static int end(byte[] log) {
        int last = lastFrame(log);
        return last + Format.frameSize(ByteBuffer.wrap(log).getInt(last));
    }
}
