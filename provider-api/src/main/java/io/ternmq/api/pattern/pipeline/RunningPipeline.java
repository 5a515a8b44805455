// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline at work. Callable from any thread.
 *
 * <pre>
 *   RUNNING  -- pause, a policy that says STOP --> PAUSED
 *   PAUSED   -- resume --> RUNNING
 *   RUNNING, PAUSED -- drain --> DRAINED        no more comes in
 *   any      -- close --> CLOSED
 * </pre>
 */
public interface RunningPipeline extends AutoCloseable {

    /** What it is at. */
    enum State {
        /** Items flow. */
        RUNNING,
        /** Nothing new begins until it is resumed. */
        PAUSED,
        /** Nothing comes in any more. */
        DRAINED,
        /** It is over. */
        CLOSED
    }

    /**
     * Hands an item in. Stages without threads of their own run on the calling thread; the caller waits while the
     * pipeline is paused or has no room.
     *
     * @param item of the type that was declared
     * @return completes when all that came out of the item has arrived at an end, or has been taken over by the
     *     provider; of an item that was aggregated, when its group has. Completes with a {@link StageException} when
     *     a stage has failed over it for good
     * @throws io.ternmq.api.ProviderException with {@code ILLEGAL_STATE} after drain or close, or when the pipeline
     *                                         reads from a channel
     * @throws IllegalArgumentException        when the item is of another type
     */
    CompletionStage<@Nullable Void> submit(Object item);

    /** Begins nothing new until {@link #resume()}; returns at once. */
    void pause();

    /** Goes on after {@link #pause()} or a policy that said STOP. */
    void resume();

    /**
     * Takes nothing in any more and waits until what is under way has arrived. Groups in memory go on as they are;
     * groups over a channel stay there.
     *
     * @param limit how long to wait
     * @return true when nothing is under way any more
     * @throws InterruptedException when the caller is interrupted
     */
    boolean drain(Duration limit) throws InterruptedException;

    /**
     * What it is at.
     *
     * @return the state
     */
    State state();

    /**
     * What its stages have done so far in this process.
     *
     * @return a snapshot; its figures are exact when nothing is under way
     */
    PipelineMetrics metrics();

    /**
     * Counts what waits before a stage: exactly in memory, and over a queue with a browser, which reads all of it.
     *
     * @param stage name of the stage
     * @return items that wait; 0 for one that runs on the thread of the stage before
     * @throws io.ternmq.api.ProviderException with {@code NOT_FOUND} when there is no such stage
     */
    long depth(String stage);

    /**
     * Has somebody told of each item over which a stage has failed for good.
     *
     * @param listener called by the thread of the stage; must not block
     * @return this pipeline
     */
    RunningPipeline onFailure(Consumer<StageException> listener);

    /**
     * Takes nothing in any more, finishes what is under way in this process, at most the time set for closing, and
     * ends. What waits in queues stays there. A second call does nothing.
     */
    @Override
    void close();
}
