// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stores of texts, and what tests ask of them. */
final class Stores {

    static final FileStoreSettings TINY = new FileStoreSettings(16_384, 16_384, 4_096);

    static final RecordCodec<String> TEXTS = new RecordCodec<>() {

        @Override
        public void encode(String record, ByteWriter out) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            out.putRaw(bytes, 0, bytes.length);
        }

        @Override
        public String decode(ByteReader in) {
            return new String(in.array(), in.position(), in.remaining(), StandardCharsets.UTF_8);
        }
    };

    private Stores() {}

    /** Opens a store without replaying it. */
    static FileStore<String> open(Disk disk) {
        return FileStore.open(disk, TINY, TEXTS, Runnable::run, () -> 0x5EED_0F_A_57_0EEL);
    }

    /** Opens and replays to nobody. */
    static FileStore<String> openForAppend(Disk disk) {
        FileStore<String> store = open(disk);
        store.replay((record, ref) -> {});
        return store;
    }

    /** What a replay says. */
    static List<String> contents(Disk disk) {
        List<String> replayed = new ArrayList<>();
        try (FileStore<String> store = open(disk)) {
            store.replay((record, ref) -> replayed.add(record));
        }
        return replayed;
    }

    /** Appends and flushes; returns the reference of the first record. */
    static long put(FileStore<String> store, String... records) {
        long[] refs = new long[records.length];
        store.append(List.of(records), refs, new Fate());
        store.flush();
        return refs[0];
    }

    /** What became of a batch. */
    static final class Fate implements AppendListener {

        private final List<String> calls = new ArrayList<>();

        @Override
        public synchronized void onDurable() {
            calls.add("durable");
        }

        @Override
        public synchronized void onFailed(Throwable cause) {
            calls.add("failed: " + cause.getMessage());
        }

        synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        synchronized boolean isDurable() {
            return calls.equals(List.of("durable"));
        }
    }
}
