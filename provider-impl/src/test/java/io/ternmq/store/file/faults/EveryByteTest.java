// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A small store is damaged in every place: then everything is there all the same, or a sentence says which file is
 * damaged. It is never silently less, and nobody waits for ever.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EveryByteTest {

    private static final int KIB = 1_024;
    private static final FileStoreSettings SETTINGS = new FileStoreSettings(16 * KIB, 64 * KIB, 4 * KIB);

    /** In stretches of zeros behind the end not every byte is tried, but each this many. */
    private static final int STRIDE = Integer.getInteger("ternmq.stride", 61);

    /** What an owner knows after it has opened the log: items with their texts. */
    private record State(Map<Long, String> texts, long position) {

        @Override
        public String toString() {
            return texts.size() + " items up to " + position;
        }
    }

    private final SplittableRandom random = new SplittableRandom(7);
    private final SortedMap<Long, Long> items = new TreeMap<>();
    private SortedMap<String, byte[]> files = new TreeMap<>();
    private State whole = new State(Map.of(), 0);
    private long lastItem;
    private int complete;
    private int refused;

    private static RecordLog<String> open(FaultyDisk disk) {
        return FileStore.open(disk, SETTINGS, new TextCodec(), Runnable::run, () -> 77);
    }

    /** Three segments of batches with checkpoints that keep some of them, and batches behind the last one. */
    private void makeStore(boolean closed) {
        FaultyDisk disk = new FaultyDisk(random);
        RecordLog<String> log = open(disk);
        log.replay((fact, ref) -> {});
        for (int round = 0; round < 2; round++) {
            append(log, 2_500);
            append(log, 300);
            checkpoint(log, append(log, 800));
        }
        append(log, 10_000);
        append(log, 1);
        if (closed) {
            log.close();
        } else {
            disk.haltAt(1);
            assertThatThrownBy(() -> append(log, 2_000)).isInstanceOfAny(Halt.class, AssertionError.class);
            assertThat(disk.isHalted()).isTrue();
        }
        disk.restart();
        files = disk.image();
        whole = see(files);
        assertThat(whole.texts().keySet()).containsAll(items.keySet());
    }

    private long append(RecordLog<String> log, int length) {
        long first = lastItem + 1;
        lastItem += 3;
        List<String> facts = List.of(add(first, length), add(first + 1, 50), add(first + 2, 10), Facts.drop(first + 2));
        long[] refs = new long[facts.size()];
        Told told = new Told();
        long position = log.append(facts, refs, told);
        log.flush();
        assertThat(told.isDurable()).isTrue();
        for (int i = 0; i < refs.length; i++) {
            Facts.apply(facts.get(i), refs[i], items);
        }
        return position;
    }

    private String add(long item, int length) {
        StringBuilder text = new StringBuilder("+" + item + ":");
        random.ints(length, 0, 256).forEach(value -> text.append((char) value));
        return text.toString();
    }

    private void checkpoint(RecordLog<String> log, long covers) {
        log.checkpoint(covers, sink -> items.replaceAll((item, ref) -> {
            long moved = sink.keep(ref, 100);
            sink.add(Facts.kept(item, moved));
            return moved;
        }));
    }

    private static State see(SortedMap<String, byte[]> from) {
        SortedMap<Long, Long> found = new TreeMap<>();
        try (RecordLog<String> log = open(FaultyDisk.of(from))) {
            long position = log.replay((fact, ref) -> Facts.apply(fact, ref, found));
            SortedMap<Long, String> texts = new TreeMap<>();
            found.forEach((item, ref) -> texts.put(item, log.read(ref)));
            return new State(texts, position);
        }
    }

    private void damageEveryByte() {
        files.forEach((name, bytes) -> {
            for (int at = 0; at < bytes.length; at += isEmptyAround(bytes, at) ? STRIDE : 1) {
                for (int mask : new int[] {0xFF, 1 << random.nextInt(8)}) {
                    byte[] damaged = bytes.clone();
                    damaged[at] ^= (byte) mask;
                    tryWith(name, damaged, "byte " + at + " xor " + mask);
                }
            }
        });
        assertThat(complete).isPositive();
        assertThat(refused).isPositive();
    }

    private static boolean isEmptyAround(byte[] bytes, int at) {
        for (int i = Math.max(0, at - 16); i < Math.min(bytes.length, at + STRIDE + 16); i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void tryWith(String name, byte[] damaged, String what) {
        SortedMap<String, byte[]> copy = new TreeMap<>(files);
        copy.put(name, damaged);
        tryWith(copy, name + ", " + what);
    }

    private void tryWith(SortedMap<String, byte[]> copy, String what) {
        try {
            State seen = see(copy);
            if (!seen.equals(whole)) {
                throw new AssertionError(what + ": silently different, " + seen + ", and not " + whole);
            }
            complete++;
        } catch (ProviderException refusal) {
            assertThat(refusal.code()).as(what).isEqualTo(ErrorCode.STORE_FAILED);
            assertThat(files.keySet()).as(what + ": " + refusal.getMessage())
                    .anyMatch(file -> String.valueOf(refusal.getMessage()).contains(file));
            refused++;
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }

    @Test
    void noticesEveryDamagedByteOfAClosedStore() {
        makeStore(true);
        damageEveryByte();
    }

    @Test
    void noticesEveryDamagedByteOfACrashedStore() {
        makeStore(false);
        damageEveryByte();
    }

    @Test
    void noticesWhenAFileIsCutOff() {
        makeStore(true);
        files.forEach((name, bytes) -> {
            for (int length = 0; length < bytes.length; length += isEmptyAround(bytes, length) ? STRIDE : 1) {
                tryWith(name, Arrays.copyOf(bytes, length), "cut to " + length);
            }
        });
        assertThat(refused).isPositive();
    }

    @Test
    void noticesWhenAFileIsMissing() {
        makeStore(true);
        files.keySet().forEach(name -> {
            SortedMap<String, byte[]> copy = new TreeMap<>(files);
            copy.remove(name);
            tryWith(copy, name + " is missing");
        });
        assertThat(refused).isPositive();
    }
}
