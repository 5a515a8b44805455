// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineGraph;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.pattern.Toolbox;
import java.util.List;

/** A draft that is complete. Immutable, any thread. */
record DraftPipeline(Toolbox tools, Draft draft) implements Pipeline {

    @Override
    public String name() {
        return draft.name();
    }

    @Override
    public PipelineGraph graph() {
        Layout layout = Layout.of(draft);
        List<PipelineGraph.Node> stages = draft.nodes().stream()
                .map(node -> new PipelineGraph.Node(
                        node.name(), node.kind(), node.settings().concurrency(), node.channel()))
                .toList();
        List<PipelineGraph.Edge> edges =
                draft.links().stream().map(link -> edge(link, layout)).toList();
        return new PipelineGraph(name(), stages, edges);
    }

    private PipelineGraph.Edge edge(Link link, Layout layout) {
        Channel channel = layout.channelOf(link);
        return new PipelineGraph.Edge(
                draft.nodes().get(link.from()).name(),
                draft.nodes().get(link.to()).name(),
                link.branch(),
                channel);
    }

    @Override
    public RunningPipeline start() {
        return PipelineAtWork.start(tools, draft);
    }
}
