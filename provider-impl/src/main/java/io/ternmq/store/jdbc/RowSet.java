// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of positions, one bit for each in pages of some thousand: five million messages that are kept take less than a
 * megabyte. Owner: the caller of {@code checkpoint}, who lends it to the {@link Sweeper} until that has ended.
 */
final class RowSet {

    /**
     * A stretch of positions.
     *
     * @param from the first, a member
     * @param to   the last, a member
     * @param rows how many members there are in between, both included
     */
    record Run(long from, long to, int rows) {}

    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_WORDS = 1 << (PAGE_SHIFT - 6);
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

    private final TreeMap<Long, long[]> pages = new TreeMap<>();
    private long lastNumber = -1;
    private long[] lastPage = new long[0];

    /** Adds a position. */
    void add(long position) {
        long number = position >> PAGE_SHIFT;
        if (number != lastNumber) {
            lastPage = pages.computeIfAbsent(number, absent -> new long[PAGE_WORDS]);
            lastNumber = number;
        }
        int bit = (int) (position & PAGE_MASK);
        lastPage[bit >> 6] |= 1L << bit;
    }

    /** Adds all positions from one to another, both included. */
    void addAll(long from, long to) {
        for (long position = from; position <= to; position++) {
            add(position);
        }
    }

    /** Whether a position is in the set. */
    boolean contains(long position) {
        long[] page = pages.get(position >> PAGE_SHIFT);
        int bit = (int) (position & PAGE_MASK);
        return page != null && (page[bit >> 6] >>> bit & 1) != 0;
    }

    /**
     * Finds the next stretch of what is in this set and not in a subset of it, such that no member of the subset lies
     * inside.
     *
     * @param subset   what is left out
     * @param from     where to begin
     * @param mostRows the most members in a stretch
     * @return the stretch, or null when nothing is left
     */
    @Nullable Run nextRunWithout(RowSet subset, long from, int mostRows) {
        long first = -1;
        long last = -1;
        int rows = 0;
        for (long at = nextMember(from); at >= 0 && rows < mostRows; at = nextMember(at + 1)) {
            if (!subset.contains(at)) {
                first = rows == 0 ? at : first;
                last = at;
                rows++;
            } else if (rows > 0) {
                break;
            }
        }
        return rows == 0 ? null : new Run(first, last, rows);
    }

    /** The first member from a position on; negative when there is none. */
    private long nextMember(long from) {
        long at = from;
        for (Map.Entry<Long, long[]> page = pages.ceilingEntry(from >> PAGE_SHIFT); page != null;
                page = pages.higherEntry(page.getKey())) {
            long base = page.getKey() << PAGE_SHIFT;
            at = Math.max(at, base);
            for (int word = (int) (at - base) >> 6; word < PAGE_WORDS; word++) {
                long left = page.getValue()[word] & (word << 6 >= at - base ? -1L : -1L << at);
                if (left != 0) {
                    return base + (word << 6) + Long.numberOfTrailingZeros(left);
                }
            }
        }
        return -1;
    }
}
