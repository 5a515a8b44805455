// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import java.util.function.Function;

/**
 * Branches of a route, tried in the order in which they are given. Each has a name, which the graph shows. Immutable as
 * a {@link PipelineFlow} is.
 *
 * @param <T> type of what comes to the route
 * @param <R> type of what flows where branches join again
 */
public interface PipelineBranches<T, R> {

    /**
     * A branch that joins the others at its end.
     *
     * @param branch    name of the branch
     * @param condition true for the items that take it
     * @param way       its stages, added to the flow that is given
     * @return with this branch
     */
    PipelineBranches<T, R> when(
            String branch,
            StageFunction<? super T, Boolean> condition,
            Function<PipelineFlow<T>, PipelineFlow<R>> way);

    /**
     * A branch with an end of its own.
     *
     * @param branch    name of the branch
     * @param condition true for the items that take it
     * @param way       its stages and its end, added to the flow that is given
     * @return with this branch
     */
    PipelineBranches<T, R> whenTo(
            String branch, StageFunction<? super T, Boolean> condition, Function<PipelineFlow<T>, Pipeline> way);

    /**
     * The branch of all other items, which joins the others.
     *
     * @param way its stages, added to the flow that is given
     * @return where the branches join again
     */
    PipelineFlow<R> otherwise(Function<PipelineFlow<T>, PipelineFlow<R>> way);

    /**
     * The branch of all other items, with an end of its own; some branch before it joins.
     *
     * @param way its stages and its end, added to the flow that is given
     * @return where the other branches join again
     */
    PipelineFlow<R> otherwiseTo(Function<PipelineFlow<T>, Pipeline> way);

    /**
     * The branch of all other items, with an end of its own, as all branches before it have.
     *
     * @param way its stages and its end, added to the flow that is given
     * @return the pipeline, or the end of a branch
     */
    Pipeline finallyTo(Function<PipelineFlow<T>, Pipeline> way);
}
