// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who asks, and refuses. */
record RefusingFactory(AtomicInteger asked) implements ConnectionFactory {

    static final String WORDS = "the broker is closed today";

    @Override
    public Connection createConnection() throws JMSException {
        asked.incrementAndGet();
        throw new JMSException(WORDS);
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return createConnection();
    }

    @Override
    public JMSContext createContext() {
        asked.incrementAndGet();
        throw new JMSRuntimeException(WORDS);
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return createContext();
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return createContext();
    }

    @Override
    public JMSContext createContext(int mode) {
        return createContext();
    }
}
