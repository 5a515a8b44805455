// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/** How many messages of each priority somebody holds. Owned by the shard. */
final class PriorityCounts {

    private final int[] counts = new int[ReadyMessages.LEVELS];
    private int occupied;

    void add(int priority) {
        counts[priority]++;
        occupied |= 1 << priority;
    }

    void remove(int priority) {
        counts[priority]--;
        if (counts[priority] == 0) {
            occupied &= ~(1 << priority);
        }
    }

    /** The lowest priority of those held; above all priorities when none is. */
    int lowest() {
        return Integer.numberOfTrailingZeros(occupied);
    }
}
