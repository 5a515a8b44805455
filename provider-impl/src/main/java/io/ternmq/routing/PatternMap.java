// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import io.ternmq.common.PersistentMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Values for patterns of names, of which the most specific one counts: settings, limits, access rules.
 *
 * <p>Immutable; any thread may read. A change answers a new map. Each pattern has one value.
 *
 * @param <V> the value's type
 */
public final class PatternMap<V> {

    private static final PatternMap<?> EMPTY = new PatternMap<>(PersistentMap.empty(), RoutingTable.empty());

    private final PersistentMap<TopicPattern, Rule<V>> rules;
    private final RoutingTable<Rule<V>> table;

    private PatternMap(PersistentMap<TopicPattern, Rule<V>> rules, RoutingTable<Rule<V>> table) {
        this.rules = rules;
        this.table = table;
    }

    /**
     * Gives the empty map.
     *
     * @param <V> the value's type
     * @return the same object every time
     */
    @SuppressWarnings("unchecked") // it holds no value
    public static <V> PatternMap<V> empty() {
        return (PatternMap<V>) EMPTY;
    }

    /**
     * Sets the value of a pattern, in place of the one before.
     *
     * @param pattern the pattern
     * @param value   its value
     * @return a map with it
     */
    public PatternMap<V> with(TopicPattern pattern, V value) {
        Objects.requireNonNull(value, "value");
        Rule<V> rule = new Rule<>(pattern, value);
        PatternMap<V> others = without(pattern);
        return new PatternMap<>(others.rules.with(pattern, rule), others.table.with(pattern, rule));
    }

    /**
     * Takes a pattern out.
     *
     * @param pattern the pattern
     * @return a map without it; this one when it has no such pattern
     */
    public PatternMap<V> without(TopicPattern pattern) {
        Rule<V> rule = rules.get(pattern);
        return rule == null ? this : new PatternMap<>(rules.without(pattern), table.without(pattern, rule));
    }

    /**
     * Looks for the most specific pattern that matches.
     *
     * @param name a legal name
     * @return the value of that pattern, or nothing when none matches
     */
    public Optional<V> find(String name) {
        Rule<V> best = null;
        for (Rule<V> rule : table.match(name)) {
            if (best == null || rule.pattern().compareTo(best.pattern()) < 0) {
                best = rule;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.value());
    }

    /**
     * Looks for all patterns that match, for the caller to lay one over the other.
     *
     * @param name a legal name
     * @return their values, the least specific first; the list belongs to the caller
     */
    public List<V> all(String name) {
        List<Rule<V>> matching = new ArrayList<>(table.match(name));
        matching.sort(Comparator.comparing((Rule<V> rule) -> rule.pattern()).reversed());
        List<V> values = new ArrayList<>(matching.size());
        matching.forEach(rule -> values.add(rule.value()));
        return values;
    }

    /**
     * Counts the patterns.
     *
     * @return how many patterns have a value
     */
    public int size() {
        return rules.size();
    }

    private record Rule<V>(TopicPattern pattern, V value) {
    }
}
