// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.listen.ListenerView;
import jakarta.jms.JMSException;

/** One thing that was declared, at work. Any thread. */
interface Post {

    /** Begins; when it fails, nothing of it is left. */
    void open() throws JMSException;

    /** As it is now. */
    ListenerView view();

    /** Takes no more until {@link #resume}. */
    void pause();

    /** Goes on. */
    void resume();

    /** Begins no further attempts and waits for no further messages; comes before {@link #close}. */
    void stop();

    /** Ends, as soon as what is at hand is over. */
    void close();
}
