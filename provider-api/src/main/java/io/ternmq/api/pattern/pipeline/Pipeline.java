// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

/** A pipeline as it was built; nothing runs yet. Immutable, callable from any thread. */
public interface Pipeline {

    /**
     * Its name.
     *
     * @return as it was given
     */
    String name();

    /**
     * Its stages and the edges between them.
     *
     * @return the graph
     */
    PipelineGraph graph();

    /**
     * Lets it work. It may be started more than once, and in several processes when it reads from channels; an
     * aggregation over a channel belongs to one process.
     *
     * @return the pipeline at work, to be closed by the caller, or by the {@code Messaging} that it came from
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SETTING} when an edge over a queue does not know the
     *                                         type of its items, with another code when the provider refuses
     */
    RunningPipeline start();
}
