// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.naming.CompositeName;
import javax.naming.InvalidNameException;
import javax.naming.Name;

/** Names of this context: parts with slashes between them, case-sensitive. Empty parts count for nothing. */
final class Names {

    private static final int MOST_SHOWN = 5;
    private static final int SHORT = 3;

    private Names() {}

    static List<String> path(String name) throws InvalidNameException {
        return path(new CompositeName(name));
    }

    static List<String> path(Name name) {
        List<String> parts = new ArrayList<>(Collections.list(name.getAll()));
        parts.removeIf(String::isEmpty);
        return List.copyOf(parts);
    }

    /** The name with these parts. */
    static Name of(List<String> parts) {
        CompositeName name = new CompositeName();
        try {
            for (String part : parts) {
                name.add(part);
            }
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("Every part can be in a composite name: " + parts, e);
        }
        return name;
    }

    // --- near names ---------------------------------------------------------------------------------------------

    /** Tells somebody who has missed what there is instead: what looks alike, or else the first few. */
    static String alternatives(String missed, Collection<String> present) {
        if (present.isEmpty()) {
            return "nothing is bound there";
        }
        List<String> near = present.stream()
                .filter(each -> isNear(missed, each))
                .sorted(Comparator.comparingInt(each -> distance(missed, each)))
                .limit(MOST_SHOWN)
                .toList();
        List<String> shown = near.isEmpty() ? present.stream().limit(MOST_SHOWN).toList() : near;
        String more = near.isEmpty() && present.size() > MOST_SHOWN ? ", …" : "";
        return (near.isEmpty() ? "there is " : "near it is ") + String.join(", ", shown) + more;
    }

    private static boolean isNear(String missed, String present) {
        String one = missed.toLowerCase(Locale.ROOT);
        String other = present.toLowerCase(Locale.ROOT);
        return distance(one, other) <= Math.max(1, missed.length() / SHORT)
                || other.contains(one)
                || (other.length() >= SHORT && one.contains(other));
    }

    /** How many characters must be put in, left out or exchanged. */
    private static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j < costs.length; j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(exchanged, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[other.length()];
    }
}
