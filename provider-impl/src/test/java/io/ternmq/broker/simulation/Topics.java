// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import java.util.Arrays;
import java.util.List;

/** Topic patterns, the slow way. */
final class Topics {

    private Topics() {}

    static boolean matches(String pattern, String topic) {
        return matches(Arrays.asList(pattern.split("\\.")), Arrays.asList(topic.split("\\.")));
    }

    private static boolean matches(List<String> pattern, List<String> topic) {
        if (pattern.isEmpty()) {
            return topic.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals("#")) {
            return matches(rest, topic) || (!topic.isEmpty() && matches(pattern, topic.subList(1, topic.size())));
        }
        boolean here = !topic.isEmpty() && (pattern.get(0).equals("*") || pattern.get(0).equals(topic.get(0)));
        return here && matches(rest, topic.subList(1, topic.size()));
    }
}
