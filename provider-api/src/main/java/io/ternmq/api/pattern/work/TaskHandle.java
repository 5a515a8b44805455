// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A task, wherever it was submitted. Callable from any thread; what the broker refuses is an {@link
 * io.ternmq.api.ProviderException}.
 *
 * @param <R> type of the result
 */
public interface TaskHandle<R> {

    /**
     * Its identifier, by which any program finds it.
     *
     * @return as submitted
     */
    String id();

    /**
     * Where it is.
     *
     * @return its latest state
     * @throws io.ternmq.api.ProviderException with {@code NOT_FOUND} when nothing is known of it, or not any more
     */
    TaskView view();

    /**
     * Waits for its end.
     *
     * @param atMost how long
     * @return the result
     * @throws TaskFailedException             when it ends without one
     * @throws io.ternmq.api.ProviderException with {@code TIMEOUT} when it has not ended in time
     */
    R await(Duration atMost);

    /**
     * Tells of its end; waits on the program's {@link io.ternmq.api.pattern.Execution}.
     *
     * @return completes with the result, or exceptionally as {@link #await} would
     */
    CompletionStage<R> result();

    /**
     * Does not want it any more. One that waits is not begun; one that runs is told.
     *
     * @return false when it had ended
     */
    boolean cancel();
}
