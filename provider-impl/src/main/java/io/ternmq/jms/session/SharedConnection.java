// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;

/** A connection that several contexts use; the last one that goes closes it. Any thread may call. */
final class SharedConnection {

    private final TernConnection connection;
    private int contexts;

    SharedConnection(TernConnection connection) {
        this.connection = connection;
    }

    TernConnection connection() {
        return connection;
    }

    synchronized void enter() throws JMSException {
        if (connection.isClosed()) {
            throw JmsExceptions.of(ErrorCode.ILLEGAL_STATE, "The connection of the context is closed.");
        }
        contexts++;
    }

    void leave() throws JMSException {
        if (isLast()) {
            connection.close();
        }
    }

    private synchronized boolean isLast() {
        contexts--;
        return contexts == 0;
    }
}
