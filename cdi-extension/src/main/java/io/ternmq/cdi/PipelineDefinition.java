// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.pattern.pipeline.PipelineBuilder;

/**
 * A bean that is a pipeline: the container calls {@link #define} once, starts what it returns when all beans are
 * known to be right, and drains it before it stops. Stages are beans that are injected here.
 *
 * @param <I> type of the items at the beginning
 * @param <O> type of the items at the end
 */
public interface PipelineDefinition<I, O> {

    /**
     * Name of the pipeline; it is what {@link Channel} says where the pipeline is injected.
     *
     * @return unique in the program
     */
    String name();

    /**
     * Puts the stages together.
     *
     * @param builder of a pipeline of that name
     * @return the pipeline, not started
     */
    io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder);
}
