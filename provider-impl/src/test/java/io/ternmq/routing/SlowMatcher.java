// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import java.util.ArrayList;
import java.util.List;

/** The matcher that one can see to be right, and the small worlds to try it in. */
final class SlowMatcher {

    private SlowMatcher() {
    }

    static boolean matches(String pattern, String name) {
        return matches(List.of(pattern.split("\\.")), List.of(name.split("\\.")));
    }

    private static boolean matches(List<String> pattern, List<String> name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        String first = pattern.get(0);
        List<String> rest = pattern.subList(1, pattern.size());
        if (first.equals("#")) {
            return matches(rest, name) || (!name.isEmpty() && matches(pattern, tail(name)));
        }
        return !name.isEmpty() && (first.equals("*") || first.equals(name.get(0))) && matches(rest, tail(name));
    }

    private static List<String> tail(List<String> list) {
        return list.subList(1, list.size());
    }

    /** All texts of one level up to so many, each level being one of the words. */
    static List<String> all(int maxLevels, String... words) {
        List<String> result = new ArrayList<>();
        List<String> longest = List.of("");
        for (int levels = 1; levels <= maxLevels; levels++) {
            List<String> longer = new ArrayList<>();
            for (String start : longest) {
                for (String word : words) {
                    longer.add(start.isEmpty() ? word : start + "." + word);
                }
            }
            result.addAll(longer);
            longest = longer;
        }
        return result;
    }
}
