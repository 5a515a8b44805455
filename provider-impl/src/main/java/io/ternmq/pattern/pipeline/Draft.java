// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was described so far: stages, each behind those that lead to it, and edges. Immutable. */
record Draft(String name, Defaults defaults, List<Node> nodes, List<Link> links) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /**
     * What holds for all stages.
     *
     * @param capacity items that may wait before a thread
     */
    record Defaults(boolean overQueues, @Nullable ErrorPolicy policy, int capacity) {}

    static Draft empty(String name, Defaults defaults) {
        return new Draft(checked(name), defaults, List.of(), List.of());
    }

    /** With a stage behind the given ways out. */
    Draft with(Node node, List<Tail> tails) {
        if (nodes.stream().anyMatch(other -> other.name().equals(checked(node.name())))) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Pipeline '" + name + "' has a stage '" + node.name() + "' already: give another name or a prefix");
        }
        List<Node> more = new ArrayList<>(nodes);
        more.add(node);
        List<Link> joined = new ArrayList<>(links);
        for (Tail tail : tails) {
            joined.add(new Link(tail.from(), tail.port(), tail.branch(), nodes.size(), tail.edge()));
        }
        return new Draft(name, defaults, List.copyOf(more), List.copyOf(joined));
    }

    /** With another description of a stage. */
    Draft with(int place, Node node) {
        List<Node> changed = new ArrayList<>(nodes);
        changed.set(place, node);
        return new Draft(name, defaults, List.copyOf(changed), links);
    }

    /** What leads to a stage. */
    List<Link> into(int place) {
        return links.stream().filter(link -> link.to() == place).toList();
    }

    /** What leads away from a stage. */
    List<Link> outOf(int place) {
        return links.stream().filter(link -> link.from() == place).toList();
    }

    /** Of which type items are at these ways out; null when nobody has said. */
    @Nullable PayloadType<?> type(List<Tail> tails) {
        return tails.stream()
                .<@Nullable PayloadType<?>>map(tail -> nodes.get(tail.from()).type())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "'" + name + "' is no name of a pipeline or stage: letters, digits, '_', '-' and '.'");
        }
        return name;
    }
}
