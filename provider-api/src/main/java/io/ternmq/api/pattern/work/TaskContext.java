// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/** What a task's function has besides its input. For the thread of the function. */
public interface TaskContext {

    /**
     * The task.
     *
     * @return its identifier
     */
    String id();

    /**
     * Which attempt this is.
     *
     * @return 1 for the first
     */
    int attempt();

    /**
     * Tells how far the work is, at once and whatever becomes of it.
     *
     * @param percent 0 to 100
     * @param note    in words
     */
    void progress(int percent, String note);

    /**
     * Whether the result is not wanted any more. Asks the broker at most once a second.
     *
     * @return true when the function may as well stop
     */
    boolean isCancelled();
}
