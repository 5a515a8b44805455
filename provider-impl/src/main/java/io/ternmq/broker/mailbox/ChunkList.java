// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chunks in order, found by order or by number of a message in logarithmic time. Owned by the shard. */
final class ChunkList {

    private static final int SMALLEST = 4;

    private @Nullable Chunk[] chunks = new @Nullable Chunk[SMALLEST];
    private int first;
    private int end;

    int size() {
        return end - first;
    }

    boolean isEmpty() {
        return first == end;
    }

    Chunk get(int index) {
        return Objects.requireNonNull(chunks[first + index]);
    }

    Chunk last() {
        return get(size() - 1);
    }

    void add(Chunk chunk) {
        if (end == chunks.length) {
            makeRoom();
        }
        chunks[end++] = chunk;
    }

    private void makeRoom() {
        int size = size();
        @Nullable Chunk[] target = size > chunks.length / 2 ? new @Nullable Chunk[chunks.length * 2] : chunks;
        System.arraycopy(chunks, first, target, 0, size);
        if (target == chunks) {
            Arrays.fill(chunks, size, end, null);
        }
        chunks = target;
        first = 0;
        end = size;
    }

    void remove(int index) {
        if (index == 0) {
            chunks[first++] = null;
        } else {
            System.arraycopy(chunks, first + index + 1, chunks, first + index, size() - index - 1);
            chunks[--end] = null;
        }
        if (first == end) {
            first = 0;
            end = 0;
        }
    }

    /** Index of the last chunk that begins at or before an order; -1 when none does. */
    int floor(long order) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).firstOrder() <= order) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Index of the first chunk that may have the message of a number; the size when none has. */
    int ofId(long id) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).lastId() < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
