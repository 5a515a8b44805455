// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;

/**
 * Takes messages that nobody is there for any more and gives them back unseen, which does not count as an attempt.
 * Emptied while the connection is stopped.
 */
final class Tray implements ServerSession {

    private final Connection connection;
    private volatile Session session;

    Tray(Connection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.createSession();
    }

    @Override
    public Session getSession() {
        return session;
    }

    @Override
    public void start() {
        // nothing is done with them
    }

    /** Gives back what it holds. */
    void empty() throws JMSException {
        Session full = session;
        session = connection.createSession();
        full.close();
    }

    /** Gives back what it holds, for good. */
    void close() throws JMSException {
        session.close();
    }
}
