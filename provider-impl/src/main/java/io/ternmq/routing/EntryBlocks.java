// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The entries of one pattern in the order of their sequence; immutable.
 *
 * <p>Kept in blocks, so that a change beside a hundred thousand others copies one block and the row of blocks, not all
 * of them.
 */
final class EntryBlocks<T> {

    private static final EntryBlocks<?> NONE = new EntryBlocks<>(EntryBlocks.<Object>row(0), 0);
    private static final int BLOCK = 256;

    private final Entry<T>[][] blocks;
    private final int size;

    private EntryBlocks(Entry<T>[][] blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // it holds no entry
    static <T> EntryBlocks<T> none() {
        return (EntryBlocks<T>) NONE;
    }

    int size() {
        return size;
    }

    /** The entry must have a higher sequence than all present ones. */
    EntryBlocks<T> with(Entry<T> entry) {
        int last = blocks.length - 1;
        boolean room = last >= 0 && blocks[last].length < BLOCK;
        Entry<T>[][] copy = Arrays.copyOf(blocks, room ? blocks.length : blocks.length + 1);
        Entry<T>[] block = room ? Arrays.copyOf(blocks[last], blocks[last].length + 1) : block(1);
        block[block.length - 1] = entry;
        copy[copy.length - 1] = block;
        return new EntryBlocks<>(copy, size + 1);
    }

    /** The entry with this sequence must be present. */
    EntryBlocks<T> without(long sequence) {
        int at = blockOf(sequence);
        Entry<T>[] block = blocks[at];
        int index = indexIn(block, sequence);
        if (size == 1) {
            return none();
        }
        Entry<T>[][] copy;
        if (block.length == 1) {
            copy = row(blocks.length - 1);
            System.arraycopy(blocks, 0, copy, 0, at);
            System.arraycopy(blocks, at + 1, copy, at, copy.length - at);
        } else {
            Entry<T>[] rest = block(block.length - 1);
            System.arraycopy(block, 0, rest, 0, index);
            System.arraycopy(block, index + 1, rest, index, rest.length - index);
            copy = blocks.clone();
            copy[at] = rest;
        }
        return new EntryBlocks<>(copy, size - 1);
    }

    void forEach(Consumer<? super Entry<T>> action) {
        for (Entry<T>[] block : blocks) {
            for (Entry<T> entry : block) {
                action.accept(entry);
            }
        }
    }

    /** Copies all entries into an array and answers the place after the last one. */
    int copyTo(Entry<T>[] target, int start) {
        int at = start;
        for (Entry<T>[] block : blocks) {
            System.arraycopy(block, 0, target, at, block.length);
            at += block.length;
        }
        return at;
    }

    private int blockOf(long sequence) {
        int low = 0;
        int high = blocks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks[middle][0].sequence() <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static <T> int indexIn(Entry<T>[] block, long sequence) {
        int index = 0;
        while (block[index].sequence() != sequence) {
            index++;
        }
        return index;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays cannot be created otherwise
    static <T> Entry<T>[] block(int length) {
        return (Entry<T>[]) new Entry[length];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays cannot be created otherwise
    private static <T> Entry<T>[][] row(int length) {
        return (Entry<T>[][]) new Entry[length][];
    }
}
