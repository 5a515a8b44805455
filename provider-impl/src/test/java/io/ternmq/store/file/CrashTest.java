// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ProviderException;
import io.ternmq.store.CheckpointSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Power cuts at random moments, after which every sector that was not forced is old or new, and every name too. What
 * comes back is what some number of batches made, no fewer than were acknowledged.
 */
class CrashTest {

    private static final int LIVES = 6;
    private static final int STEPS = 60;

    /** A batch: what it adds, what it removes, and what became of it. */
    private record Batch(Map<Integer, String> added, List<Integer> removed, Stores.Fate fate) {

        void applyTo(Map<Integer, String> state) {
            state.putAll(added);
            state.keySet().removeAll(removed);
        }
    }

    private MemoryDisk disk = new MemoryDisk();
    private Map<Integer, String> base = new TreeMap<>();
    private final List<Batch> since = new ArrayList<>();
    private final Map<Integer, Long> refs = new TreeMap<>();
    private int names;

    /** How many operations of the disk there are before the power cut. */
    private final int[] left = new int[1];

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("ternmq.seeds", 150));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesNothingThatWasAcknowledged(long seed) {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            live(random, "seed " + seed + ", life " + life);
        }
        assertThat(Stores.contents(disk)).isNotNull();
    }

    /** Opens, compares, works for a while, and is cut off by a power cut at some operation of the disk. */
    private void live(Random random, String where) {
        FileStore<String> store = Stores.open(disk);
        Map<Integer, String> found = replay(store);
        assertThat(possibleStates()).as(where).contains(found);
        base = found;
        since.clear();
        left[0] = random.nextInt(400);
        disk.setGuard((operation, name) -> {
            if (!operation.equals("read") && --left[0] < 0) {
                throw new IOException("power cut");
            }
        });
        try {
            for (int step = 0; step < STEPS; step++) {
                step(store, random);
            }
        } catch (ProviderException cut) {
            assertThat(left[0]).as(where + ": " + cut.getMessage()).isNegative();
        }
        disk.setGuard((operation, name) -> {});
        MemoryDisk crashed = disk.afterCrash(random);
        store.abandon();
        disk = crashed;
    }

    private void step(FileStore<String> store, Random random) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            append(store, random);
        } else if (dice < 92) {
            store.flush();
        } else {
            if (random.nextInt(3) == 0) {
                left[0] = Math.min(left[0], random.nextInt(16));
            }
            store.checkpoint(Long.MAX_VALUE, this::image);
        }
    }

    private void append(FileStore<String> store, Random random) {
        Map<Integer, String> added = new TreeMap<>();
        List<String> records = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int length = random.nextInt(20) == 0 ? random.nextInt(20_000) : random.nextInt(400);
            added.put(names, names + " " + (char) ('a' + names % 26) + "#".repeat(length));
            records.add("+" + added.get(names++));
        }
        List<Integer> alive = List.copyOf(refs.keySet());
        List<Integer> removed = alive.subList(0, alive.size() * random.nextInt(11) / 10);
        removed.forEach(name -> records.add("-" + name));
        Batch batch = new Batch(added, removed, new Stores.Fate());
        long[] places = new long[records.size()];
        since.add(batch);
        store.append(records, places, batch.fate());
        int place = 0;
        for (int i = 0; i < added.size(); i++) {
            String record = records.get(i);
            refs.put(nameIn(record), places[place++]);
        }
        refs.keySet().removeAll(removed);
    }

    private void image(CheckpointSink<String> sink) {
        refs.replaceAll((name, ref) -> {
            long place = sink.keep(ref, 100);
            sink.add("+" + name + " @" + place);
            return place;
        });
    }

    private Map<Integer, String> replay(FileStore<String> store) {
        refs.clear();
        store.replay((record, ref) -> {
            int name = nameIn(record);
            if (record.startsWith("-")) {
                refs.remove(name);
            } else {
                refs.put(name, ref != 0 ? ref : Long.parseLong(record.substring(record.indexOf('@') + 1)));
            }
        });
        Map<Integer, String> found = new TreeMap<>();
        refs.forEach((name, ref) -> found.put(name, store.read(ref).substring(1)));
        return found;
    }

    private static int nameIn(String record) {
        int space = record.indexOf(' ');
        return Integer.parseInt(record.substring(1, space < 0 ? record.length() : space));
    }

    /** What may be found: all that was acknowledged, and any number of the batches behind. */
    private List<Map<Integer, String>> possibleStates() {
        List<Map<Integer, String>> states = new ArrayList<>();
        Map<Integer, String> state = new TreeMap<>(base);
        int acknowledged = (int) since.stream().filter(batch -> batch.fate().isDurable()).count();
        for (int i = 0; i <= since.size(); i++) {
            if (i >= acknowledged) {
                states.add(new TreeMap<>(state));
            }
            if (i < since.size()) {
                since.get(i).applyTo(state);
            }
        }
        return states;
    }
}
