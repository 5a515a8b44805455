// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import java.util.Objects;

/**
 * One stage or several in a row, as a value that can be put into any number of pipelines: {@code Stage<Quake, Quake>
 * strong = flow -> flow.filter("strong", q -> q.magnitude() >= 5)}. What a stage remembers (an aggregation) belongs to
 * the pipeline at work, not to this value.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
@FunctionalInterface
public interface Stage<I, O> {

    /**
     * Puts the stage at the end of what has been built so far; for {@link PipelineFlow#through}.
     *
     * @param flow what comes in
     * @return what goes out, made from the flow that was given
     */
    PipelineFlow<O> appendTo(PipelineFlow<I> flow);

    /**
     * Both, one after the other.
     *
     * @param next what follows
     * @param <R>  what goes out of that
     * @return a stage of its own
     */
    default <R> Stage<I, R> then(Stage<O, R> next) {
        Objects.requireNonNull(next, "next");
        return flow -> next.appendTo(appendTo(flow));
    }
}
