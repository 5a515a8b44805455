// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/**
 * What tasks of a queue do.
 *
 * @param <A> type of the input
 * @param <R> type of the result
 */
@FunctionalInterface
public interface TaskFunction<A, R> {

    /**
     * Does one task.
     *
     * @param input   what it was submitted with, or the result of the one before
     * @param context progress and cancellation
     * @return the result
     * @throws Exception when it has failed
     */
    R run(A input, TaskContext context) throws Exception;
}
