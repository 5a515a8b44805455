// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import io.ternmq.common.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a routing table knows after the first levels of its patterns: how they go on, and whose pattern ends here.
 * Immutable; a change copies the nodes on one path. A node without entries and children does not exist, except the
 * root.
 */
final class RouteNode<T> {

    private static final RouteNode<?> EMPTY =
            new RouteNode<>(PersistentMap.empty(), null, null, EntryBlocks.none());

    private final PersistentMap<String, RouteNode<T>> words;
    private final @Nullable RouteNode<T> one;
    private final @Nullable RouteNode<T> any;
    private final EntryBlocks<T> entries;

    private RouteNode(PersistentMap<String, RouteNode<T>> words, @Nullable RouteNode<T> one,
            @Nullable RouteNode<T> any, EntryBlocks<T> entries) {
        this.words = words;
        this.one = one;
        this.any = any;
        this.entries = entries;
    }

    @SuppressWarnings("unchecked") // it holds no entry
    static <T> RouteNode<T> empty() {
        return (RouteNode<T>) EMPTY;
    }

    /** How patterns go on with a word. */
    PersistentMap<String, RouteNode<T>> words() {
        return words;
    }

    /** How patterns go on with {@code *}. */
    @Nullable RouteNode<T> one() {
        return one;
    }

    /** How patterns go on with {@code #}. */
    @Nullable RouteNode<T> any() {
        return any;
    }

    /** The entries of the pattern that ends here. */
    EntryBlocks<T> entries() {
        return entries;
    }

    RouteNode<T> with(TopicPattern pattern, int level, Entry<T> entry) {
        if (level == pattern.levels()) {
            return new RouteNode<>(words, one, any, entries.with(entry));
        }
        RouteNode<T> next = next(pattern.level(level));
        RouteNode<T> child = next == null ? empty() : next;
        return replaced(pattern.level(level), child.with(pattern, level + 1, entry));
    }

    RouteNode<T> without(TopicPattern pattern, int level, long sequence) {
        if (level == pattern.levels()) {
            return new RouteNode<>(words, one, any, entries.without(sequence));
        }
        RouteNode<T> next = next(pattern.level(level));
        if (next == null) {
            throw new IllegalStateException("No entry of " + pattern + " at level " + level);
        }
        RouteNode<T> child = next.without(pattern, level + 1, sequence);
        return replaced(pattern.level(level), child.isEmpty() ? null : child);
    }

    boolean isEmpty() {
        return one == null && any == null && words.isEmpty() && entries.size() == 0;
    }

    private @Nullable RouteNode<T> next(String level) {
        return switch (level) {
            case TopicPattern.ONE -> one;
            case TopicPattern.ANY -> any;
            default -> words.get(level);
        };
    }

    private RouteNode<T> replaced(String level, @Nullable RouteNode<T> child) {
        return switch (level) {
            case TopicPattern.ONE -> new RouteNode<>(words, child, any, entries);
            case TopicPattern.ANY -> new RouteNode<>(words, one, child, entries);
            default -> new RouteNode<>(child == null ? words.without(level) : words.with(level, child),
                    one, any, entries);
        };
    }
}
