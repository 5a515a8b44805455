// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A store of format 1 as it was written when the format was made. It must be readable for ever; as long as the format
 * has not changed, the same facts give the same bytes.
 */
class FormatTest {

    private static final String GOLDEN = "format-1.txt";
    private static final int ROW = 32;
    private static final String HUGE = "a record in pieces, ".repeat(250);

    @Test
    void readsWhatWasWrittenWithFormat1() throws IOException {
        MemoryDisk disk = MemoryDisk.of(parse(golden()));
        List<String> found = new ArrayList<>();
        List<Long> refs = new ArrayList<>();
        try (FileStore<String> store = Stores.open(disk)) {
            store.replay((record, ref) -> {
                found.add(record);
                refs.add(ref);
            });
            assertThat(found).hasSize(5).endsWith("b".repeat(1_500), "the second owner's", HUGE);
            assertThat(found.get(0)).isEqualTo("an image");
            assertThat(store.read(Long.parseLong(found.get(1)))).isEqualTo("kept");
            assertThat(store.read(refs.get(3))).isEqualTo("the second owner's");
            assertThat(store.read(refs.get(4))).isEqualTo(HUGE);
            assertThat(store.epoch()).isEqualTo(3);
        }
    }

    @Test
    void findsItWhole() throws IOException {
        try (StoreInspector inspector = StoreInspector.open(MemoryDisk.of(parse(golden())))) {
            StoreReport report = inspector.verify();
            assertThat(report.damages()).isEmpty();
            assertThat(report.notes()).isEmpty();
        }
    }

    @Test
    void writesTheSameBytes() throws IOException {
        assertThat(print(write())).isEqualTo(golden());
    }

    private static Map<String, byte[]> write() {
        MemoryDisk disk = new MemoryDisk();
        FileStore<String> store = Stores.openForAppend(disk);
        long[] kept = new long[1];
        long[] refs = new long[2];
        store.append(List.of("not kept", "kept"), refs, new Stores.Fate());
        kept[0] = refs[1];
        Stores.put(store, "a".repeat(1_000));
        store.checkpoint(Long.MAX_VALUE, sink -> {
            kept[0] = sink.keep(kept[0], 4);
            sink.add("an image");
            sink.add(Long.toString(kept[0]));
        });
        Stores.put(store, "b".repeat(1_500));
        store.close();
        store = Stores.openForAppend(disk);
        Stores.put(store, "the second owner's");
        Stores.put(store, HUGE);
        store.close();
        return disk.snapshot();
    }

    private static String golden() throws IOException {
        try (InputStream in = FormatTest.class.getResourceAsStream(GOLDEN)) {
            return new String(assertThat(in).isNotNull().actual().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Rows that are not zero, in hexadecimal. */
    private static String print(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
        files.forEach((name, bytes) -> {
            text.append(name).append(' ').append(bytes.length).append('\n');
            for (int at = 0; at < bytes.length; at += ROW) {
                byte[] row = Arrays.copyOfRange(bytes, at, at + ROW);
                if (!Arrays.equals(row, new byte[ROW])) {
                    text.append(String.format("  %06x ", at)).append(HexFormat.of().formatHex(row)).append('\n');
                }
            }
        });
        return text.toString();
    }

    private static Map<String, byte[]> parse(String text) {
        Map<String, byte[]> files = new TreeMap<>();
        byte[] file = new byte[0];
        for (String line : text.lines().skip(1).toList()) {
            String[] words = line.strip().split(" ", 2);
            if (line.startsWith(" ")) {
                byte[] row = HexFormat.of().parseHex(words[1]);
                System.arraycopy(row, 0, file, Integer.parseInt(words[0], 16), ROW);
            } else {
                file = new byte[Integer.parseInt(words[1])];
                files.put(words[0], file);
            }
        }
        return files;
    }
}
