// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the nodes of a graph that can reach themselves. */
final class Cycles {
    private Cycles() {
    }

    static List<String> in(Map<String, Set<String>> graph) {
        List<String> complaints = new ArrayList<>();
        for (String start : graph.keySet()) {
            if (reachableFrom(start, graph).contains(start)) {
                complaints.add("in a cycle: " + start + " -> " + graph.get(start));
            }
        }
        return complaints;
    }

    private static Set<String> reachableFrom(String start, Map<String, Set<String>> graph) {
        Set<String> reached = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(graph.getOrDefault(start, Set.of()));
        while (!pending.isEmpty()) {
            String next = pending.pop();
            if (reached.add(next)) {
                pending.addAll(graph.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
