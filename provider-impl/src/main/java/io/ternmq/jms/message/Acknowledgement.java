// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import jakarta.jms.JMSException;

/**
 * How a received message reaches the session that delivered it. The session decides what each call means in its mode.
 */
public interface Acknowledgement {

    /** Acknowledges in the way of the session's mode; this is what {@code Message.acknowledge()} calls. */
    void acknowledge() throws JMSException;

    /** Acknowledges this one message only. */
    void acknowledgeThis() throws JMSException;
}
