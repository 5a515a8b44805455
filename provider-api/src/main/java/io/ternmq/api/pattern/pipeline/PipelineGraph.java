// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a pipeline and the edges between them. Immutable.
 *
 * @param pipeline name of the pipeline
 * @param stages   in the order in which they were built
 * @param edges    in the order in which they were built
 */
public record PipelineGraph(String pipeline, List<Node> stages, List<Edge> edges) {

    /** Keeps copies. */
    public PipelineGraph {
        stages = List.copyOf(stages);
        edges = List.copyOf(edges);
    }

    /**
     * A stage.
     *
     * @param name        its name
     * @param kind        what it does
     * @param concurrency its own threads, 0 for those of the stage before
     * @param channel     where a source comes from or an end goes to, or null for the program
     */
    public record Node(String name, StageKind kind, int concurrency, @Nullable Channel channel) {}

    /**
     * An edge.
     *
     * @param from    name of a stage
     * @param to      name of the stage that follows
     * @param branch  name of the branch of a route, or null
     * @param channel the channel that it is, or null within the process
     */
    public record Edge(String from, String to, @Nullable String branch, @Nullable Channel channel) {}

    /**
     * The graph as the text of a Mermaid flowchart, from left to right. Edges over a channel are thick and named after
     * it.
     *
     * @return lines that end in a line feed
     */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        for (Node stage : stages) {
            String id = "s" + ids.size();
            ids.put(stage.name(), id);
            text.append("    ").append(id).append(shape(stage)).append('\n');
        }
        for (Edge edge : edges) {
            String line = ids.get(edge.from()) + arrow(edge) + ids.get(edge.to());
            text.append("    ").append(line).append('\n');
        }
        return text.toString();
    }

    private static String shape(Node stage) {
        String words = word(stage.kind()) + (stage.concurrency() > 1 ? " x" + stage.concurrency() : "");
        String place = stage.channel() == null ? "" : "<br/>" + escaped(stage.channel().toString());
        String label = "\"" + escaped(stage.name()) + "<br/><i>" + words + "</i>" + place + "\"";
        return switch (stage.kind()) {
            case SOURCE, END -> "([" + label + "])";
            case ROUTE, FILTER -> "{" + label + "}";
            case AGGREGATE, SPLIT -> "[/" + label + "/]";
            default -> "[" + label + "]";
        };
    }

    private static String word(StageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String arrow(Edge edge) {
        Channel over = edge.channel();
        String branch = edge.branch() == null ? "" : escaped(edge.branch());
        String channel = over == null ? "" : escaped(over.toString());
        String between = !branch.isEmpty() && over != null ? "<br/>" : "";
        String label = branch + between + channel;
        String line = over == null ? " -->" : " ==>";
        return label.isEmpty() ? line + " " : line + "|\"" + label + "\"| ";
    }

    /** Mermaid knows entities by number and a few names; these are the signs that would end or change a label. */
    private static String escaped(String label) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            char sign = label.charAt(i);
            if ("\"<>&#;|`\\{}[]()".indexOf(sign) >= 0 || sign < ' ') {
                text.append("#").append((int) sign).append(';');
            } else {
                text.append(sign);
            }
        }
        return text.toString();
    }
}
