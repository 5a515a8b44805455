// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.concurrent.CompletionStage;

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
