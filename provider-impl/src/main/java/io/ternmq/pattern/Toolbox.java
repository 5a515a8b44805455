// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.common.TimeSource;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** What a pattern is given to work with; one for each {@code Messaging}. Callable from any thread. */
public interface Toolbox {

    /**
     * The connection that all patterns share, started; opened when it is first asked for, and anew after it was lost.
     */
    Connection connection() throws JMSException;

    /**
     * Has somebody told each time that the shared connection was lost, until the {@code Messaging} is closed or the
     * listener is {@linkplain #forget forgotten}. It is told on any thread and must not block; {@link #connection()}
     * gives another one by then.
     */
    void whenLost(Runnable listener);

    /** Tells a listener of {@link #whenLost} no more. */
    void forget(Runnable listener);

    /** What the program has chosen. */
    MessagingSettings settings();

    /** A session of that connection, for the caller alone, who closes it. */
    Session session(int acknowledgeMode) throws JMSException;

    /** Typed messages to and from those of the provider. */
    MessageForms forms();

    /** Where the program's own code runs. */
    Workers workers();

    /** Puts traces around sending and handling. */
    Tracing tracing();

    /** The clock of the connection's broker when that is in this process, else the machine's. */
    TimeSource time();

    /** Has something closed when the {@code Messaging} is; what was opened last is closed first. */
    <C extends AutoCloseable> C keep(C closeable);

    /** It was closed already. */
    void release(AutoCloseable closeable);
}
