// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.store.CheckpointSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a store against a map. A record is "+name …" or "-name"; an image says "+name ref" for what it
 * keeps.
 */
class StoreModelTest {

    private static final int STEPS = 400;

    /** A record that is alive: its text, and where it is. */
    private record Live(String text, long ref) {}

    private final Map<Integer, Live> model = new TreeMap<>();
    private final MemoryDisk disk = new MemoryDisk();
    private @Nullable FileStore<String> store;
    private int names;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("ternmq.seeds", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random, "seed " + seed + ", step " + step);
        }
        open().close();
    }

    private void step(Random random, String where) {
        int dice = random.nextInt(100);
        if (dice < 55) {
            add(random);
        } else if (dice < 80) {
            remove(random);
        } else if (dice < 90) {
            open().flush();
        } else if (dice < 93) {
            checkpoint(open());
        } else if (dice < 97) {
            check(where);
        } else {
            if (random.nextBoolean()) {
                open().flush();
                open().abandon();
            } else {
                open().close();
            }
            reopen(where);
        }
        if (open().wantsCheckpoint()) {
            checkpoint(open());
        }
    }

    private void add(Random random) {
        List<String> batch = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        int first = names;
        for (int i = 0; i < size; i++) {
            int length = random.nextInt(30) == 0 ? random.nextInt(40_000) : random.nextInt(300);
            batch.add("+" + names++ + " " + "x".repeat(length));
        }
        long[] refs = new long[size + random.nextInt(2)];
        open().append(batch, refs, new Stores.Fate());
        for (int i = 0; i < size; i++) {
            model.put(first + i, new Live(batch.get(i), refs[i]));
        }
    }

    private void remove(Random random) {
        if (!model.isEmpty()) {
            List<Integer> keys = List.copyOf(model.keySet());
            int bound = random.nextInt(5) == 0 ? keys.size() : Math.min(keys.size(), 5);
            Integer name = keys.get(random.nextInt(bound));
            model.remove(name);
            open().append(List.of("-" + name), new long[1], new Stores.Fate());
        }
    }

    private void checkpoint(FileStore<String> log) {
        log.checkpoint(Long.MAX_VALUE, sink -> model.replaceAll((name, live) -> keep(sink, name, live)));
    }

    private static Live keep(CheckpointSink<String> sink, int name, Live live) {
        long ref = sink.keep(live.ref(), live.text().length());
        sink.add("+" + name + " " + ref);
        return new Live(live.text(), ref);
    }

    private void check(String where) {
        model.forEach((name, live) -> assertThat(open().read(live.ref())).as(where).isEqualTo(live.text()));
    }

    private FileStore<String> open() {
        FileStore<String> known = store;
        if (known == null) {
            known = Stores.openForAppend(disk);
            store = known;
        }
        return known;
    }

    private void reopen(String where) {
        Map<Integer, Long> found = new TreeMap<>();
        FileStore<String> opened = Stores.open(disk);
        opened.replay((record, ref) -> {
            int space = record.indexOf(' ');
            int name = Integer.parseInt(record.substring(1, space < 0 ? record.length() : space));
            if (record.startsWith("+")) {
                found.put(name, ref != 0 ? ref : Long.parseLong(record.substring(space + 1)));
            } else {
                found.remove(name);
            }
        });
        store = opened;
        Map<Integer, Long> expected = new TreeMap<>();
        model.forEach((name, live) -> expected.put(name, live.ref()));
        assertThat(found).as(where).isEqualTo(expected);
        check(where);
    }
}
