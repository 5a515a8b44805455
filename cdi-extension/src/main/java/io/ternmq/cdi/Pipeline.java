// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.pattern.pipeline.PipelineGraph;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import java.util.concurrent.CompletionStage;

/**
 * A running pipeline that the container has started out of a {@link PipelineDefinition}. Callable from any thread.
 *
 * @param <I> type of the items at the beginning
 * @param <O> type of the items at the end
 */
public interface Pipeline<I, O> {

    /**
     * Hands an item to a pipeline that begins in the program; waits while that is full.
     *
     * @param item the item
     * @return completes when the item is through, exceptionally when a stage has failed over it for good
     */
    CompletionStage<Void> submit(I item);

    /**
     * The stages and what joins them.
     *
     * @return the graph, which also draws itself
     */
    PipelineGraph graph();

    /**
     * The run itself: metrics, pause, drain.
     *
     * @return ends with the container
     */
    RunningPipeline run();
}
