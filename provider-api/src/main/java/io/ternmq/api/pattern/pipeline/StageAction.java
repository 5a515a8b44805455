// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

/**
 * The program's own code that only takes. Called as {@link StageFunction} is.
 *
 * @param <I> what comes in
 */
@FunctionalInterface
public interface StageAction<I> {

    /**
     * Takes one item.
     *
     * @param item what has come
     * @throws Exception when it cannot be taken; the stage's policy decides what follows
     */
    void accept(I item) throws Exception;
}
