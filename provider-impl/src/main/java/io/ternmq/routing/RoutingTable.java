// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import io.ternmq.common.PersistentMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Who wants messages of which names: an immutable table from patterns to values.
 *
 * <p>Owner: none is needed. A change answers a new table that shares all but one path with this one; this one keeps
 * answering as before, so readers go on with the snapshot that they hold. Publish a new table as any immutable object.
 *
 * <p>The cost of a change grows with the number of levels of its pattern, and hardly with the number of patterns. The
 * cost of a match grows with the levels of the name and with the patterns that match its first levels; several
 * {@code #} in a pattern multiply nothing.
 *
 * @param <T> the value's type, with {@code equals} and {@code hashCode}
 */
public final class RoutingTable<T> {

    private static final RoutingTable<?> EMPTY =
            new RoutingTable<>(RouteNode.empty(), PersistentMap.empty(), 0, 0);

    private final RouteNode<T> root;
    private final PersistentMap<T, PersistentMap<TopicPattern, Entry<T>>> byValue;
    private final int size;
    private final long nextSequence;

    private RoutingTable(RouteNode<T> root, PersistentMap<T, PersistentMap<TopicPattern, Entry<T>>> byValue,
            int size, long nextSequence) {
        this.root = root;
        this.byValue = byValue;
        this.size = size;
        this.nextSequence = nextSequence;
    }

    /**
     * Gives the empty table.
     *
     * @param <T> the value's type
     * @return the same object every time
     */
    @SuppressWarnings("unchecked") // it holds no value
    public static <T> RoutingTable<T> empty() {
        return (RoutingTable<T>) EMPTY;
    }

    /**
     * Adds a value under a pattern, at the end of the order. A value may be added under several patterns.
     *
     * @param pattern the pattern
     * @param value   the value
     * @return a table with it; this one when it has that value under that pattern already
     */
    public RoutingTable<T> with(TopicPattern pattern, T value) {
        Objects.requireNonNull(value, "value");
        PersistentMap<TopicPattern, Entry<T>> patterns = patternsOf(value);
        if (patterns.get(pattern) != null) {
            return this;
        }
        Entry<T> entry = new Entry<>(value, nextSequence);
        return new RoutingTable<>(root.with(pattern, 0, entry),
                byValue.with(value, patterns.with(pattern, entry)), size + 1, nextSequence + 1);
    }

    /**
     * Takes a value under a pattern out.
     *
     * @param pattern the pattern
     * @param value   the value
     * @return a table without it; this one when it has no such value under that pattern
     */
    public RoutingTable<T> without(TopicPattern pattern, T value) {
        PersistentMap<TopicPattern, Entry<T>> patterns = patternsOf(value);
        Entry<T> entry = patterns.get(pattern);
        if (entry == null) {
            return this;
        }
        PersistentMap<TopicPattern, Entry<T>> rest = patterns.without(pattern);
        return new RoutingTable<>(root.without(pattern, 0, entry.sequence()),
                rest.isEmpty() ? byValue.without(value) : byValue.with(value, rest), size - 1, nextSequence);
    }

    /**
     * Reports every value that has a matching pattern: each once, however many of its patterns match and in however
     * many ways, in the order in which the matching entries were added.
     *
     * @param name   a legal name, without wildcards; that is not checked here
     * @param action receives the values
     */
    public void match(String name, Consumer<? super T> action) {
        new RouteMatch<T>(name).walk(root).report(valuesRecur(), action);
    }

    /**
     * Collects every value that has a matching pattern, as {@link #match(String, Consumer)} reports them.
     *
     * @param name a legal name, without wildcards; that is not checked here
     * @return a new list, which belongs to the caller
     */
    public List<T> match(String name) {
        RouteMatch<T> match = new RouteMatch<T>(name).walk(root);
        List<T> values = new ArrayList<>(match.found());
        match.report(valuesRecur(), values::add);
        return values;
    }

    /**
     * Counts the entries.
     *
     * @return how many pairs of a pattern and a value there are
     */
    public int size() {
        return size;
    }

    /**
     * Tells whether there is nothing in it.
     *
     * @return true when no name can match
     */
    public boolean isEmpty() {
        return size == 0;
    }

    private PersistentMap<TopicPattern, Entry<T>> patternsOf(T value) {
        PersistentMap<TopicPattern, Entry<T>> patterns = byValue.get(value);
        return patterns == null ? PersistentMap.empty() : patterns;
    }

    private boolean valuesRecur() {
        return size > byValue.size();
    }
}
