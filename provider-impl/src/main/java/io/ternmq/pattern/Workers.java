// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Where the program's own code runs. Callable from any thread. */
public interface Workers {

    /** Runs something, soon; on the calling thread only when that was chosen. */
    void run(Runnable work);

    /**
     * Runs what none of the program's own code may hold up, such as the end of a wait or the mending of what was lost:
     * never on the calling thread, nor on one that the program's code can occupy.
     */
    void aside(Runnable errand);

    /**
     * Lets a listener have what a consumer receives, one message after the other, until the {@link Lane} is closed. The
     * session and its objects belong to the lane from now on. It settles messages itself; what it throws is
     * logged, and what it has not settled then goes back.
     */
    Lane drive(Session session, MessageConsumer consumer, MessageListener listener) throws JMSException;

    /**
     * Lets somebody receive and handle by himself, for as long as he likes, as who takes several messages at once must.
     * The session and its objects belong to the lane from now on. A thread of the program's is occupied when it may be,
     * one of the house otherwise.
     */
    Lane occupy(Session session, Work work) throws JMSException;

    /** What occupies a lane. */
    @FunctionalInterface
    interface Work {

        /**
         * Receives and handles until there are no more turns; comes back earlier when the provider delivers no more.
         *
         * @param turns   to be taken before what was received is handled
         * @param program runs the program's own code, on this thread when that may be occupied
         */
        void run(Turns turns, Executor program) throws JMSException;
    }

    /** Turns of a lane. */
    interface Turns {

        /** Begins a turn, after waiting while the lane is paused; false when there are no more. */
        boolean enter();

        /** Ends a turn. */
        void leave();

        /** Whether somebody waits who begins a turn now. */
        boolean isPaused();
    }

    /** A consumer at work. */
    interface Lane extends AutoCloseable {

        /**
         * Handles no more until {@link #resume()}; the message at hand is finished, and one that arrives just now
         * waits. Returns at once.
         */
        void pause();

        /** Goes on. */
        void resume();

        /**
         * Completes when it is closed; exceptionally when the provider delivers no more, as after a lost connection.
         */
        CompletionStage<Void> ended();

        /** Finishes the message at hand, within the limit of the settings, and closes consumer and session. */
        @Override
        void close() throws JMSException;
    }
}
