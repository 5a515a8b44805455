// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a YAML document, for tests that walk to another one; a step that is not there fails and says where.
 *
 * @param path  how it was reached
 * @param value what stands there
 */
record Node(String path, @Nullable Object value) {

    /** A place further down: names, and numbers for elements of lists. */
    Node at(Object... steps) {
        Node node = this;
        for (Object step : steps) {
            node = node.below(step);
        }
        return node;
    }

    private Node below(Object step) {
        String next = path + '/' + step;
        if (value instanceof Map<?, ?> map && map.containsKey(step)) {
            return new Node(next, map.get(step));
        }
        if (value instanceof List<?> list && step instanceof Integer index && index < list.size()) {
            return new Node(next, list.get(index));
        }
        throw new AssertionError(next + " is not there; here is " + value);
    }

    /** The element of a list whose name is this. */
    Node named(String name) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map && name.equals(map.get("name"))) {
                    return new Node(path + '/' + name, element);
                }
            }
        }
        throw new AssertionError(path + " has no element named " + name + ": " + value);
    }

    String text() {
        return String.valueOf(value);
    }
}
