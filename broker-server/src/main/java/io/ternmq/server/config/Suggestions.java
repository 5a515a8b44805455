// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody has probably meant. */
final class Suggestions {

    private static final int SHARE = 3;

    private Suggestions() {}

    /** The nearest of some names, when it is near enough: a third of its letters may be wrong, two always. */
    static Optional<String> nearest(String written, Collection<String> names) {
        String plain = Shape.kebab(written).replace('_', '-').trim();
        return names.stream()
                .filter(name -> distance(plain, name) <= tolerance(name))
                .min(Comparator.comparingInt((String name) -> distance(plain, name)).thenComparing(name -> name));
    }

    private static int tolerance(String name) {
        return Math.min(name.length() - 1, Math.max(2, name.length() / SHARE));
    }

    /** How many letters are added, left out, replaced, or exchanged with their neighbour. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean isSame = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (isSame ? 0 : 1));
        boolean isExchanged = i > 1 && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isExchanged ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
