// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name, or a pattern of names: between dots, {@code *} stands for exactly one level and {@code #} for any number of
 * levels, none included. {@code #} may stand anywhere; {@code >} is accepted for it at the end.
 *
 * <p>Immutable. It is kept in one canonical form, so that patterns which match the same names are equal: {@code a.>},
 * {@code a.#} and {@code a.#.#}; {@code a.#.*} and {@code a.*.#}; {@code *.#} and {@code #}, as every name has a level.
 *
 * <p>The natural order puts the more specific pattern first. It compares, until something differs:
 * <ol>
 * <li>the kind: an exact name before a pattern with {@code *} only, and that before one with {@code #};
 * <li>the levels before the first wildcard: more of them first;
 * <li>all levels that are no wildcards: more of them first;
 * <li>the levels that a name must have at least: more of them first;
 * <li>the number of {@code #}: fewer first;
 * <li>the text, so that the order is total.
 * </ol>
 * Hence a pattern that matches a part of what another one matches always comes before it.
 */
public final class TopicPattern implements Comparable<TopicPattern> {

    static final String ONE = "*";
    static final String ANY = "#";

    private static final Comparator<TopicPattern> MOST_SPECIFIC_FIRST = Comparator
            .comparingInt((TopicPattern pattern) -> pattern.kind)
            .thenComparing(pattern -> pattern.prefix, Comparator.reverseOrder())
            .thenComparing(pattern -> pattern.literals, Comparator.reverseOrder())
            .thenComparing(pattern -> pattern.levels.length - pattern.anys, Comparator.reverseOrder())
            .thenComparingInt(pattern -> pattern.anys)
            .thenComparing(pattern -> pattern.text);

    private final String text;
    private final String[] levels;
    private final int kind;
    private final int prefix;
    private final int literals;
    private final int anys;

    private TopicPattern(List<String> canonical) {
        text = String.join(".", canonical);
        levels = canonical.toArray(new String[0]);
        int ones = 0;
        int hashes = 0;
        int before = 0;
        for (String level : levels) {
            ones += ONE.equals(level) ? 1 : 0;
            hashes += ANY.equals(level) ? 1 : 0;
            before += ones + hashes == 0 ? 1 : 0;
        }
        prefix = before;
        anys = hashes;
        literals = levels.length - ones - hashes;
        kind = hashes > 0 ? 2 : Math.min(ones, 1);
    }

    /**
     * Reads a name or a pattern.
     *
     * @param text the text
     * @return the pattern
     * @throws IllegalArgumentException when it is none; the message says what is wrong, and where
     */
    public static TopicPattern parse(String text) {
        TopicNames.requireShape("pattern", text);
        List<String> canonical = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            append(canonical, level(text, start, end));
            start = end + 1;
        }
        if (canonical.equals(List.of(ONE, ANY))) {
            canonical.remove(0);
        }
        return new TopicPattern(canonical);
    }

    /**
     * Tells whether a name matches.
     *
     * @param name a legal name, without wildcards; that is not checked here
     * @return true when it does
     */
    public boolean matches(String name) {
        int level = 0;
        int at = 0;
        int levelAfterAny = -1;
        int retryAt = 0;
        while (at <= name.length()) {
            String wanted = level < levels.length ? levels[level] : null;
            int end = endOfLevel(name, at);
            if (ANY.equals(wanted)) {
                level++;
                levelAfterAny = level;
                retryAt = at;
            } else if (wanted != null && covers(wanted, name, at, end)) {
                level++;
                at = end + 1;
            } else if (levelAfterAny >= 0) {
                // The last # takes one level more; what earlier ones took need never change.
                retryAt = endOfLevel(name, retryAt) + 1;
                at = retryAt;
                level = levelAfterAny;
            } else {
                return false;
            }
        }
        return level == levels.length || (level == levels.length - 1 && ANY.equals(levels[level]));
    }

    /**
     * Tells whether it is more than one name.
     *
     * @return true when it contains a wildcard
     */
    public boolean isWildcard() {
        return kind > 0;
    }

    /**
     * Gives the canonical text.
     *
     * @return a text that parses to an equal pattern
     */
    public String text() {
        return text;
    }

    /** A level of the canonical form: a word, {@link #ONE} or {@link #ANY}. */
    String level(int index) {
        return levels[index];
    }

    int levels() {
        return levels.length;
    }

    @Override
    public int compareTo(TopicPattern other) {
        return MOST_SPECIFIC_FIRST.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TopicPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean covers(String level, String name, int start, int end) {
        return ONE.equals(level) || (level.length() == end - start && name.startsWith(level, start));
    }

    private static int endOfLevel(String name, int start) {
        int dot = name.indexOf('.', start);
        return dot < 0 ? name.length() : dot;
    }

    private static String level(String text, int start, int end) {
        if (end - start == 1) {
            char only = text.charAt(start);
            if (only == '>' && end < text.length()) {
                throw TopicNames.refusal("pattern", text, "has > at character " + (start + 1)
                        + ", before its last level; > is accepted at the end only, # everywhere");
            }
            if (TopicNames.isWildcard(only)) {
                return only == '*' ? ONE : ANY;
            }
        }
        for (int i = start; i < end; i++) {
            if (TopicNames.isWildcard(text.charAt(i))) {
                throw TopicNames.refusal("pattern", text, "has the wildcard " + text.charAt(i)
                        + " inside a level at character " + (i + 1) + "; a wildcard stands alone between dots");
            }
        }
        return text.substring(start, end);
    }

    /** Among neighbouring wildcards, the {@code *} stand before one {@code #}. */
    private static void append(List<String> canonical, String level) {
        int last = canonical.size() - 1;
        boolean afterAny = last >= 0 && ANY.equals(canonical.get(last));
        if (afterAny && ONE.equals(level)) {
            canonical.add(last, ONE);
        } else if (!afterAny || !ANY.equals(level)) {
            canonical.add(level);
        }
    }
}
