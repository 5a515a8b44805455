// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.pattern.HandlingMetrics;

/** The members of a group that were opened together. Callable from any thread. */
public interface GroupHandle extends AutoCloseable {

    /**
     * Name of the group.
     *
     * @return the name
     */
    String name();

    /**
     * How far the group has come, the members of other programs included.
     *
     * @return its present state
     */
    GroupView view();

    /**
     * Events that the group is not done with.
     *
     * @return the sum over its partitions
     */
    default long lag() {
        return view().lag();
    }

    /**
     * Moves the group, the members of other programs included. What is being handled may come again.
     *
     * @param position where to go on, in all partitions
     */
    void seek(StreamPosition position);

    /** Handles no more until {@link #resume()}; the events at hand are finished. Returns at once. */
    void pause();

    /** Goes on, also after {@link io.ternmq.api.pattern.ErrorPolicy.Then#STOP}. */
    void resume();

    /**
     * Whether nothing is handled at present: by {@link #pause()} or by an event that has failed for good.
     *
     * @return true until {@link #resume()}
     */
    boolean isPaused();

    /**
     * What was done here so far.
     *
     * @return the figures
     */
    HandlingMetrics metrics();

    /**
     * Leaves the group, after the events at hand, at most the time set for closing. What was received and not handled
     * goes to other members.
     */
    @Override
    void close();
}
