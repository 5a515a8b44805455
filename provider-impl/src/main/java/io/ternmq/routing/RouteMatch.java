// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import io.ternmq.common.PersistentMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a routing table with one name.
 *
 * <p>Owner: the thread that matches; it is made for one name and thrown away.
 *
 * <p>The bounds of the levels and their hashes are noted once, and a child is found from the name's characters, so no
 * level becomes a string. The walk visits a node at most once for each level of the name: below one {@code #} that
 * follows by itself, because every way to a node has a different length; a second {@code #} on the same way would be
 * reached again and again, so the first arrival, which is always the earliest, counts alone.
 */
final class RouteMatch<T> implements PersistentMap.Probe<String> {

    private final String name;
    private final int levels;
    private final int[] starts;
    private final int[] hashes;
    private int asked;

    private @Nullable EntryBlocks<T> first;
    private @Nullable List<EntryBlocks<T>> more;
    private @Nullable Set<RouteNode<T>> arrived;

    RouteMatch(String name) {
        this.name = name;
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            dots += name.charAt(i) == '.' ? 1 : 0;
        }
        levels = dots + 1;
        starts = new int[levels + 1];
        hashes = new int[levels];
        int level = 0;
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                hashes[level++] = hash;
                starts[level] = i + 1;
                hash = 0;
            } else {
                hash = 31 * hash + c;
            }
        }
        hashes[level] = hash;
        starts[levels] = name.length() + 1;
    }

    /** Walks the whole table below a root. */
    RouteMatch<T> walk(RouteNode<T> root) {
        walk(root, 0, false);
        return this;
    }

    /**
     * Reports what was found, in the order in which it was added.
     *
     * @param valuesRecur whether a value may be in the table under several patterns
     */
    void report(boolean valuesRecur, Consumer<? super T> action) {
        if (first == null) {
            return;
        }
        if (more == null) {
            first.forEach(entry -> action.accept(entry.value()));
            return;
        }
        Entry<T>[] sorted = sorted(first, more);
        Set<T> seen = valuesRecur ? new HashSet<>() : null;
        for (Entry<T> entry : sorted) {
            if (seen == null || seen.add(entry.value())) {
                action.accept(entry.value());
            }
        }
    }

    /** How many entries were found. */
    int found() {
        int count = first == null ? 0 : first.size();
        if (more != null) {
            for (EntryBlocks<T> entries : more) {
                count += entries.size();
            }
        }
        return count;
    }

    @Override
    public int keyHash() {
        return hashes[asked];
    }

    @Override
    public boolean isKey(String key) {
        int start = starts[asked];
        return key.length() == starts[asked + 1] - 1 - start && name.startsWith(key, start);
    }

    private void walk(RouteNode<T> node, int level, boolean belowAny) {
        if (level == levels) {
            add(node.entries());
        } else {
            asked = level;
            RouteNode<T> word = node.words().isEmpty() ? null : node.words().find(this);
            if (word != null) {
                walk(word, level + 1, belowAny);
            }
            RouteNode<T> one = node.one();
            if (one != null) {
                walk(one, level + 1, belowAny);
            }
        }
        RouteNode<T> any = node.any();
        if (any != null && (!belowAny || arrive(any))) {
            for (int reached = level; reached <= levels; reached++) {
                walk(any, reached, true);
            }
        }
    }

    private boolean arrive(RouteNode<T> any) {
        if (arrived == null) {
            arrived = new HashSet<>();
        }
        return arrived.add(any);
    }

    private void add(EntryBlocks<T> entries) {
        if (entries.size() == 0) {
            return;
        }
        if (first == null) {
            first = entries;
        } else {
            if (more == null) {
                more = new ArrayList<>();
            }
            more.add(entries);
        }
    }

    private Entry<T>[] sorted(EntryBlocks<T> start, List<EntryBlocks<T>> rest) {
        Entry<T>[] all = EntryBlocks.block(found());
        int at = start.copyTo(all, 0);
        for (EntryBlocks<T> entries : rest) {
            at = entries.copyTo(all, at);
        }
        Arrays.sort(all, Comparator.comparingLong(Entry::sequence));
        return all;
    }
}
