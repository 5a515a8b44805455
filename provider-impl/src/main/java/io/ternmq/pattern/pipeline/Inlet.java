// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

/** The way into a section. Any thread. */
interface Inlet {

    /** The section. */
    Layout.Section section();

    /** Begins to take items in. */
    void open();

    /**
     * Begins nothing new until {@link #resume()}; returns at once. What is in memory was taken in already and goes on.
     */
    default void pause() {
        // Nothing comes from outside.
    }

    /** Goes on. */
    default void resume() {
        // Nothing comes from outside.
    }

    /** Takes nothing in any more: the source of the pipeline is over, the pipeline itself is not. */
    default void stopTaking() {
        // Nothing comes from outside.
    }

    /** Items that wait here, as far as this process knows. */
    long waiting();

    /** Items that wait here, counted. */
    long depth();

    /** Whether nothing waits and nothing is in hand. */
    boolean isIdle();

    /** Lets groups in memory that are not complete go on. */
    void emitPartial();

    /** Ends it; what is in hand is finished first. */
    void close();
}
