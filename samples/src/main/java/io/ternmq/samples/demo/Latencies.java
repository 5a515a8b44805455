// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.util.Arrays;

/** How long messages took, in nanoseconds. Any thread may add and ask. */
final class Latencies {

    private long[] nanos = new long[1_024];
    private int count;

    synchronized void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    /** The duration that this share of all messages, from 0 to 1, did not exceed; 0 when there are none. */
    synchronized long percentile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(1, rank) - 1];
    }
}
