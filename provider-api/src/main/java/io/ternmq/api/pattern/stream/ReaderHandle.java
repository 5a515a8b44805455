// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.pattern.HandlingMetrics;
import java.util.concurrent.CompletionStage;

/** A reader at work. Callable from any thread, from its own handler too. */
public interface ReaderHandle extends AutoCloseable {

    /** Reads no further until {@link #resume()}; the event or batch at hand is finished. Returns at once. */
    void pause();

    /** Goes on. */
    void resume();

    /**
     * Goes to another place after the event or batch at hand, for which it may wait unless its handler is what calls;
     * no other reader notices. What was collected for a batch is given up, and an end is reckoned anew. Does nothing
     * when the reader has ended.
     *
     * @param position where to go on
     */
    void rewind(StreamPosition position);

    /**
     * How it ended.
     *
     * @return how many events were handled, once the end was reached or the reader was closed; fails with what the
     *         handler threw, with what did not fit the type, or with what the broker said
     */
    CompletionStage<Long> done();

    /**
     * What was done so far; a batch counts with its events, its time once.
     *
     * @return the figures
     */
    HandlingMetrics metrics();

    /**
     * Ends the reader and waits until the event or batch at hand is finished, unless its handler is what calls; at most
     * the time set for closing. What was collected for a batch and not handed over is given up.
     */
    @Override
    void close();
}
