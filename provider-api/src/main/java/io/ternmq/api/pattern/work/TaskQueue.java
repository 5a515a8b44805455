// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import java.time.Duration;
import java.util.List;

/**
 * Tasks of one kind: a queue of inputs, and a stream behind {@code ternmq.tasks.<queue>} that keeps the latest state of
 * each task until it expires. Needs a TernMQ broker. Callable from any thread; what the broker refuses is an {@link
 * io.ternmq.api.ProviderException}.
 *
 * @param <A> type of the input
 * @param <R> type of the result
 */
public interface TaskQueue<A, R> extends AutoCloseable {

    /**
     * Submits a task under an identifier of its own.
     *
     * @param input what it works on
     * @return its handle
     */
    TaskHandle<R> submit(A input);

    /**
     * Submits a task.
     *
     * @param id    its identifier, never used before on this queue
     * @param input what it works on
     * @return its handle
     */
    TaskHandle<R> submit(String id, A input);

    /**
     * Submits the first task of a chain: each further one gets the result of the one before as its input. Once this
     * returns, the chain goes on without this program: whoever ends a task submits the next one in the same
     * transaction.
     *
     * @param id    identifier of the first task
     * @param input what that works on
     * @param then  the further ones, in order; found by their identifiers on their queues
     * @return the handle of the first
     */
    TaskHandle<R> chain(String id, A input, List<TaskStep> then);

    /**
     * Submits tasks that may run in parallel, and one more when all have succeeded, whose input is the list of their
     * results in the order of the inputs. When one fails, so does the last one. Results are texts or JSON.
     *
     * @param inputs what the tasks work on, 1 or more
     * @param last   the one more
     * @return the handles of the tasks, in order
     */
    List<TaskHandle<R>> chord(List<A> inputs, TaskStep last);

    /**
     * Finds a task again, from any program.
     *
     * @param id its identifier
     * @return its handle; whether it is known shows when it is asked something
     */
    TaskHandle<R> find(String id);

    /**
     * Works on tasks, until the worker or this is closed. A function that throws is tried again as often as {@code
     * attempts} says; a {@link TaskFailedException} ends the task at once.
     *
     * @param function    what they do
     * @param attempts    how often at most, 1 or more, and not more than the queue's settings allow
     * @param concurrency how many at a time, 1 or more
     * @return to be closed
     */
    Worker work(TaskFunction<? super A, ? extends R> function, int attempts, int concurrency);

    /**
     * How long a task may take from its submission, and is known after its end.
     *
     * @return as set when this was opened
     */
    Duration expiry();

    /** Closes workers; tasks go on elsewhere. */
    @Override
    void close();
}
