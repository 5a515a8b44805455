// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One kind of request.
 *
 * @param method     GET, POST, PUT or DELETE
 * @param path       its segments; one in braces stands for a name or number
 * @param parameters what may be in the query
 * @param isOpen     whether it is answered without asking who it is
 * @param answer     answers it; may block
 */
record Route(String method, List<String> path, Set<String> parameters, boolean isOpen, Function<Call, Reply> answer) {

    /** A route for those who are let in, below {@code /api/v1}. */
    static Route api(String method, String path, Function<Call, Reply> answer, String... parameters) {
        return new Route(method, split("api/v1/" + path), Set.of(parameters), false, answer);
    }

    /** A route for everybody. */
    static Route open(String path, Function<Call, Reply> answer) {
        return new Route("GET", split(path), Set.of(), true, answer);
    }

    /** A route of the root for those who are let in. */
    static Route closed(String path, Function<Call, Reply> answer) {
        return new Route("GET", split(path), Set.of(), false, answer);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    /** The names and numbers in a path, or empty when this is not its route. */
    Optional<Map<String, String>> match(List<String> asked) {
        if (asked.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int at = 0; at < path.size(); at++) {
            String mine = path.get(at);
            if (mine.startsWith("{")) {
                variables.put(mine.substring(1, mine.length() - 1), asked.get(at));
            } else if (!mine.equals(asked.get(at))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** The line of the reference: method and path. */
    String line() {
        return method + " /" + String.join("/", path);
    }
}
