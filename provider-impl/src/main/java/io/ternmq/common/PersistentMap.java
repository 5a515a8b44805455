// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose changed copies share nearly everything with the original.
 *
 * <p>Owner: none is needed; any thread may read, and a change is a new map. Publish it as any immutable object.
 *
 * <p>A hash trie with up to 32 ways a branch: five bits of the hash choose the way, a bitmap tells which ways exist,
 * and only those are stored. A change copies the few branches on one path, also beside a hundred thousand neighbours.
 * Keys with the same hash form a chain. A branch with a single leaf does not exist: the leaf stands in its place, so
 * that a map which shrinks looks like one that never grew.
 *
 * @param <K> the key's type, with {@code equals} and {@code hashCode}
 * @param <V> the value's type
 */
public final class PersistentMap<K, V> {

    /**
     * Asks for a key without having it as an object.
     *
     * @param <K> the key's type
     */
    public interface Probe<K> {

        /**
         * Gives the hash of the wanted key.
         *
         * @return what its {@code hashCode} would be
         */
        int keyHash();

        /**
         * Compares.
         *
         * @param key a key with the same hash
         * @return true when it is the wanted one
         */
        boolean isKey(K key);
    }

    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(null, 0);
    private static final int BITS = 5;
    private static final int WAYS = (1 << BITS) - 1;

    private final @Nullable Slot<K, V> root;
    private final int size;

    private PersistentMap(@Nullable Slot<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    /**
     * Gives the empty map.
     *
     * @param <K> the key's type
     * @param <V> the value's type
     * @return the same object every time
     */
    @SuppressWarnings("unchecked") // it holds neither keys nor values
    public static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    /**
     * Counts the entries.
     *
     * @return how many keys have a value
     */
    public int size() {
        return size;
    }

    /**
     * Tells whether there is nothing in it.
     *
     * @return true when no key has a value
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Looks a key up.
     *
     * @param key the key
     * @return its value, or null when there is none
     */
    public @Nullable V get(K key) {
        Leaf<K, V> leaf = chain(spread(key.hashCode()));
        while (leaf != null && !leaf.key.equals(key)) {
            leaf = leaf.next;
        }
        return leaf == null ? null : leaf.value;
    }

    /**
     * Looks up the key that a probe describes; creates nothing.
     *
     * @param probe describes the key
     * @return its value, or null when there is none
     */
    public @Nullable V find(Probe<? super K> probe) {
        Leaf<K, V> leaf = chain(spread(probe.keyHash()));
        while (leaf != null && !probe.isKey(leaf.key)) {
            leaf = leaf.next;
        }
        return leaf == null ? null : leaf.value;
    }

    /**
     * Sets a value.
     *
     * @param key   the key
     * @param value its value
     * @return a map with it; this one when it has that very value already
     */
    public PersistentMap<K, V> with(K key, V value) {
        Objects.requireNonNull(value, "value");
        V before = get(key);
        if (before == value) {
            return this;
        }
        Leaf<K, V> leaf = new Leaf<>(spread(key.hashCode()), key, value, null);
        return new PersistentMap<>(insert(root, 0, leaf), before == null ? size + 1 : size);
    }

    /**
     * Takes a key out.
     *
     * @param key the key
     * @return a map without it; this one when it has no such key
     */
    public PersistentMap<K, V> without(K key) {
        if (root == null || get(key) == null) {
            return this;
        }
        Slot<K, V> rest = remove(root, 0, spread(key.hashCode()), key);
        return rest == null ? empty() : new PersistentMap<>(rest, size - 1);
    }

    /**
     * Visits all entries, in no particular order.
     *
     * @param action receives every entry once
     */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        if (root != null) {
            visit(root, action);
        }
    }

    private @Nullable Leaf<K, V> chain(int hash) {
        Slot<K, V> slot = root;
        int rest = hash;
        while (slot instanceof Branch<K, V> branch) {
            int bit = 1 << (rest & WAYS);
            slot = (branch.bitmap & bit) == 0 ? null : branch.slots[branch.index(bit)];
            rest >>>= BITS;
        }
        return slot instanceof Leaf<K, V> leaf && leaf.hash == hash ? leaf : null;
    }

    private static <K, V> Slot<K, V> insert(@Nullable Slot<K, V> slot, int shift, Leaf<K, V> leaf) {
        if (slot == null) {
            return leaf;
        }
        if (slot instanceof Leaf<K, V> old) {
            return old.hash == leaf.hash ? leaf.before(old.without(leaf.key)) : split(shift, old, leaf);
        }
        Branch<K, V> branch = (Branch<K, V>) slot;
        int bit = 1 << ((leaf.hash >>> shift) & WAYS);
        int index = branch.index(bit);
        return (branch.bitmap & bit) == 0
                ? branch.inserted(bit, leaf)
                : branch.replaced(index, insert(branch.slots[index], shift + BITS, leaf));
    }

    /** Two leaves with different hashes: branches down to the first five bits that tell them apart. */
    private static <K, V> Slot<K, V> split(int shift, Leaf<K, V> one, Leaf<K, V> other) {
        int oneBit = 1 << ((one.hash >>> shift) & WAYS);
        int otherBit = 1 << ((other.hash >>> shift) & WAYS);
        Slot<K, V> first = oneBit == otherBit ? split(shift + BITS, one, other) : one;
        Branch<K, V> branch = new Branch<>(oneBit, Branch.<K, V>room(1));
        branch.slots[0] = first;
        return oneBit == otherBit ? branch : branch.inserted(otherBit, other);
    }

    private static <K, V> @Nullable Slot<K, V> remove(Slot<K, V> slot, int shift, int hash, K key) {
        if (slot instanceof Leaf<K, V> leaf) {
            return leaf.without(key);
        }
        Branch<K, V> branch = (Branch<K, V>) slot;
        int bit = 1 << ((hash >>> shift) & WAYS);
        int index = branch.index(bit);
        Slot<K, V> rest = remove(branch.slots[index], shift + BITS, hash, key);
        if (rest != null) {
            return branch.slots.length == 1 && rest instanceof Leaf ? rest : branch.replaced(index, rest);
        }
        return branch.removed(bit);
    }

    private static <K, V> void visit(Slot<K, V> slot, BiConsumer<? super K, ? super V> action) {
        if (slot instanceof Branch<K, V> branch) {
            for (Slot<K, V> child : branch.slots) {
                visit(child, action);
            }
        } else {
            for (Leaf<K, V> leaf = (Leaf<K, V>) slot; leaf != null; leaf = leaf.next) {
                action.accept(leaf.key, leaf.value);
            }
        }
    }

    /** One-to-one, so that only equal hashes stay equal; consecutive ones end up far from each other. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E37_79B9;
        return mixed ^ mixed >>> 16;
    }

    private sealed interface Slot<K, V> {
    }

    private static final class Leaf<K, V> implements Slot<K, V> {

        private final int hash;
        private final K key;
        private final V value;
        private final @Nullable Leaf<K, V> next;

        Leaf(int hash, K key, V value, @Nullable Leaf<K, V> next) {
            this.hash = hash;
            this.key = key;
            this.value = value;
            this.next = next;
        }

        Leaf<K, V> before(@Nullable Leaf<K, V> rest) {
            return rest == next ? this : new Leaf<>(hash, key, value, rest);
        }

        @Nullable Leaf<K, V> without(K unwanted) {
            if (key.equals(unwanted)) {
                return next;
            }
            return next == null ? this : before(next.without(unwanted));
        }
    }

    private static final class Branch<K, V> implements Slot<K, V> {

        private final int bitmap;
        private final Slot<K, V>[] slots;

        Branch(int bitmap, Slot<K, V>[] slots) {
            this.bitmap = bitmap;
            this.slots = slots;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays cannot be created otherwise
        static <K, V> Slot<K, V>[] room(int count) {
            return (Slot<K, V>[]) new Slot[count];
        }

        int index(int bit) {
            return Integer.bitCount(bitmap & (bit - 1));
        }

        Branch<K, V> replaced(int index, Slot<K, V> slot) {
            Slot<K, V>[] copy = slots.clone();
            copy[index] = slot;
            return new Branch<>(bitmap, copy);
        }

        Branch<K, V> inserted(int bit, Slot<K, V> slot) {
            int index = index(bit);
            Slot<K, V>[] copy = room(slots.length + 1);
            System.arraycopy(slots, 0, copy, 0, index);
            copy[index] = slot;
            System.arraycopy(slots, index, copy, index + 1, slots.length - index);
            return new Branch<>(bitmap | bit, copy);
        }

        @Nullable Slot<K, V> removed(int bit) {
            int index = index(bit);
            if (slots.length == 1) {
                return null;
            }
            if (slots.length == 2 && slots[1 - index] instanceof Leaf<K, V> last) {
                return last;
            }
            Slot<K, V>[] copy = room(slots.length - 1);
            System.arraycopy(slots, 0, copy, 0, index);
            System.arraycopy(slots, index + 1, copy, index, copy.length - index);
            return new Branch<>(bitmap & ~bit, copy);
        }
    }
}
