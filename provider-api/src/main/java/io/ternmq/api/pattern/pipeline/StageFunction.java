// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

/**
 * The program's own code of a stage. Called by one thread at a time for each of the stage's threads: with a concurrency
 * above 1 it is called by several.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
@FunctionalInterface
public interface StageFunction<I, O> {

    /**
     * Does the work for one item; called again for the same item when it fails and the stage's policy has attempts
     * left.
     *
     * @param item what has come
     * @return what the stage is after; never null
     * @throws Exception when it cannot be done; the stage's {@link io.ternmq.api.pattern.ErrorPolicy} decides what
     *                   follows
     */
    O apply(I item) throws Exception;
}
