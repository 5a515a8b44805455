// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

/**
 * How two patterns relate by the names that they match. Both questions fill a table of levels by levels, so that no
 * pattern takes long. An answer errs to the safe side only: {@link #covers} may miss that a pattern covers another one,
 * and {@link #meet} may see a common name where there is none.
 */
public final class PatternPairs {

    private PatternPairs() {}

    /**
     * Tells whether a pattern matches every name that another one matches.
     *
     * @param wide   the pattern that should match more
     * @param narrow the other one, which may be a name
     * @return true only when it does
     */
    public static boolean covers(TopicPattern wide, TopicPattern narrow) {
        boolean[][] table = new boolean[wide.levels() + 1][narrow.levels() + 1];
        for (int i = wide.levels(); i >= 0; i--) {
            for (int j = narrow.levels(); j >= 0; j--) {
                table[i][j] = coversFrom(wide, i, narrow, j, table);
            }
        }
        return table[0][0];
    }

    /**
     * Tells whether there is a name that both match.
     *
     * @param one   a pattern
     * @param other a pattern
     * @return false only when there is none
     */
    public static boolean meet(TopicPattern one, TopicPattern other) {
        boolean[][] table = new boolean[one.levels() + 1][other.levels() + 1];
        for (int i = one.levels(); i >= 0; i--) {
            for (int j = other.levels(); j >= 0; j--) {
                table[i][j] = meetFrom(one, i, other, j, table);
            }
        }
        return table[0][0];
    }

    private static boolean coversFrom(TopicPattern wide, int i, TopicPattern narrow, int j, boolean[][] table) {
        boolean isOver = j == narrow.levels();
        if (i == wide.levels()) {
            return isOver;
        }
        if (isAny(wide, i)) {
            return table[i + 1][j] || (!isOver && table[i][j + 1]);
        }
        if (isOver || isAny(narrow, j)) {
            return false;
        }
        String level = wide.level(i);
        return (TopicPattern.ONE.equals(level) || level.equals(narrow.level(j))) && table[i + 1][j + 1];
    }

    private static boolean meetFrom(TopicPattern one, int i, TopicPattern other, int j, boolean[][] table) {
        boolean oneIsOver = i == one.levels();
        boolean otherIsOver = j == other.levels();
        if (!oneIsOver && isAny(one, i)) {
            return table[i + 1][j] || (!otherIsOver && table[i][j + 1]);
        }
        if (!otherIsOver && isAny(other, j)) {
            return table[i][j + 1] || (!oneIsOver && table[i + 1][j]);
        }
        boolean isOneOver = oneIsOver || otherIsOver;
        return isOneOver ? oneIsOver == otherIsOver : table[i + 1][j + 1] && mayBeSame(one.level(i), other.level(j));
    }

    private static boolean mayBeSame(String level, String other) {
        return TopicPattern.ONE.equals(level) || TopicPattern.ONE.equals(other) || level.equals(other);
    }

    private static boolean isAny(TopicPattern pattern, int index) {
        return TopicPattern.ANY.equals(pattern.level(index));
    }
}
