// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import java.util.Locale;

/**
 * What a broker takes up at a moment.
 *
 * @param connections   how many are open
 * @param heapBytes     heap after collections
 * @param directBytes   buffers outside the heap that the network part holds
 * @param residentBytes memory of the process
 * @param cpuMillis     processor time since the process began
 */
record Footprint(int connections, long heapBytes, long directBytes, long residentBytes, long cpuMillis) {

    private static final int FIELDS = 5;
    private static final double MIB = 1 << 20;

    String line() {
        return connections + " " + heapBytes + " " + directBytes + " " + residentBytes + " " + cpuMillis;
    }

    static Footprint parse(String line) {
        String[] parts = line.split(" ", FIELDS);
        return new Footprint(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    /** For people. */
    String text() {
        return String.format(Locale.ROOT,
                "%,d connections, heap after collection %.1f MiB, direct buffers %.1f MiB, process %.0f MiB",
                connections, heapBytes / MIB, directBytes / MIB, residentBytes / MIB);
    }

    /** For people: what each connection takes that has come since an earlier moment. */
    String eachSince(Footprint before) {
        int more = connections - before.connections;
        return String.format(Locale.ROOT, "each: heap %,d bytes, direct %,d bytes, process %,d bytes",
                (heapBytes - before.heapBytes) / more,
                (directBytes - before.directBytes) / more,
                (residentBytes - before.residentBytes) / more);
    }
}
