// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.pipeline.PipelineGraph;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.cdi.Pipeline;
import java.util.concurrent.CompletionStage;

/**
 * A pipeline by its name, which may be injected before it runs.
 *
 * @param desk knows what runs
 * @param name of the pipeline
 * @param <I>  type of the items at the beginning
 * @param <O>  type of the items at the end
 */
record NamedPipeline<I, O>(Desk desk, String name) implements Pipeline<I, O> {

    @Override
    public CompletionStage<Void> submit(I item) {
        return run().submit(item);
    }

    @Override
    public PipelineGraph graph() {
        return desk.pipeline(name).pipeline().graph();
    }

    @Override
    public RunningPipeline run() {
        return desk.pipeline(name).run();
    }
}
