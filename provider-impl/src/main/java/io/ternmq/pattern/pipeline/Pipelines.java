// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.StageKind;
import io.ternmq.pattern.Toolbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door of this room: begins pipelines. Immutable, any thread. */
public final class Pipelines implements PipelineBuilder {

    private static final int CAPACITY = 1_024;

    private final Toolbox tools;
    private final Draft draft;

    private Pipelines(Toolbox tools, Draft draft) {
        this.tools = tools;
        this.draft = draft;
    }

    /** Begins a pipeline of a name. */
    public static PipelineBuilder named(String name, Toolbox tools) {
        return new Pipelines(tools, Draft.empty(name, new Draft.Defaults(false, null, CAPACITY)));
    }

    private PipelineBuilder with(Draft.Defaults defaults) {
        return new Pipelines(tools, Draft.empty(draft.name(), defaults));
    }

    @Override
    public PipelineBuilder overQueues() {
        Draft.Defaults said = draft.defaults();
        return with(new Draft.Defaults(true, said.policy(), said.capacity()));
    }

    @Override
    public PipelineBuilder onError(ErrorPolicy policy) {
        Draft.Defaults said = draft.defaults();
        return with(new Draft.Defaults(said.overQueues(), policy, said.capacity()));
    }

    @Override
    public PipelineBuilder capacity(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("capacity is 1 or more, not " + items);
        }
        Draft.Defaults said = draft.defaults();
        return with(new Draft.Defaults(said.overQueues(), said.policy(), items));
    }

    @Override
    public <T> PipelineFlow<T> from(Channel channel, PayloadType<T> type) {
        return begin(channel, type);
    }

    @Override
    public <T> PipelineFlow<T> fromProgram(Class<T> type) {
        return begin(null, PayloadType.of(type));
    }

    private <T> PipelineFlow<T> begin(@Nullable Channel channel, PayloadType<T> type) {
        Node source =
                new Node("source", StageKind.SOURCE, new Operators.Pass(), channel, type, Node.Settings.NONE);
        return new DraftFlow<>(
                tools, draft.with(source, List.of()), List.of(new Tail(0, 0, null, Edge.OPEN)), "");
    }
}
