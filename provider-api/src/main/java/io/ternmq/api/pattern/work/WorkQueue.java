// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import java.time.Duration;
import java.util.List;

/**
 * A queue whose messages are taken with a lease. Nothing is fetched ahead: what nobody works on is there for others.
 * Callable from any thread. A body that does not fit its type goes back as a failed attempt, with the place of the
 * fault as its reason, and is not returned.
 *
 * @param <T> type of the bodies
 */
public interface WorkQueue<T> extends AutoCloseable {

    /**
     * Takes what is there, or waits for the first.
     *
     * @param max  how many at most, 1 or more
     * @param wait how long to wait for the first one; 0 for not at all
     * @return what was taken; empty when nothing came in time
     * @throws io.ternmq.api.ProviderException when the connection or the broker fails
     */
    List<WorkItem<T>> take(int max, Duration wait);

    /**
     * Takes messages and has them worked on, on the program's {@link io.ternmq.api.pattern.Execution}, until the worker
     * or this is closed. A lease is extended as long as its handler runs.
     *
     * @param handler     does the work
     * @param concurrency how many at a time, 1 or more
     * @return to be closed
     */
    Worker work(WorkHandler<? super T> handler, int concurrency);

    /** Takes no more; workers are closed. */
    @Override
    void close();
}
