// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the broker and its one session for transactions, which is made when it is first needed: until then
 * the client identifier may still be set. Knows what a user leaves behind. Any thread may call.
 */
final class Line {

    private final XAConnection connection;
    private final Login login;
    private final ExceptionListener trouble;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final Set<Destination> temporaries = ConcurrentHashMap.newKeySet();
    private @Nullable XASession session;
    private boolean listening;
    private boolean started;
    private volatile boolean named;

    Line(XAConnection connection, Login login, ExceptionListener trouble) {
        this.connection = connection;
        this.login = login;
        this.trouble = trouble;
    }

    Login login() {
        return login;
    }

    /** The connection, which counts as used from now on. */
    XAConnection connection() throws JMSException {
        listen();
        return connection;
    }

    /** Hears of trouble from now on. */
    synchronized void listen() throws JMSException {
        if (!listening) {
            connection.setExceptionListener(trouble);
            listening = true;
        }
    }

    /** The connection before anybody has used it. */
    XAConnection unused() {
        return connection;
    }

    synchronized Session session() throws JMSException {
        return xaSession().getSession();
    }

    synchronized XAResource resource() throws JMSException {
        return xaSession().getXAResource();
    }

    private XASession xaSession() throws JMSException {
        XASession current = session;
        if (current == null) {
            current = connection().createXASession();
            session = current;
        }
        return current;
    }

    /** The program has named the client, which cannot be undone: nobody else gets this line, and it is not kept. */
    void name(@Nullable String clientId) throws JMSException {
        connection.setClientID(clientId);
        named = true;
    }

    boolean isNamed() {
        return named;
    }

    synchronized void start() throws JMSException {
        connection().start();
        started = true;
    }

    synchronized void stop() throws JMSException {
        connection().stop();
        started = false;
    }

    /** Will be closed when the user goes. */
    void keep(AutoCloseable thing) {
        open.add(thing);
    }

    void forget(AutoCloseable thing) {
        open.remove(thing);
    }

    /** Will be deleted when the user goes. */
    void keep(Destination temporary) {
        temporaries.add(temporary);
    }

    boolean hasTemporaries() {
        return !temporaries.isEmpty();
    }

    /** Removes every trace of the user. */
    void reset() throws JMSException {
        for (AutoCloseable thing : List.copyOf(open)) {
            open.remove(thing);
            close(thing);
        }
        for (Destination temporary : List.copyOf(temporaries)) {
            temporaries.remove(temporary);
            deleteIfThere(temporary);
        }
        rest();
    }

    private synchronized void rest() throws JMSException {
        if (started) {
            stop();
        }
        if (session != null) {
            forgetTimeOut(session.getXAResource());
        }
    }

    /** It was that of the last user's transactions. */
    private static void forgetTimeOut(XAResource resource) throws JMSException {
        try {
            if (resource.getTransactionTimeout() != 0 && !resource.setTransactionTimeout(0)) {
                throw new JMSException("The time-out of transactions cannot be taken away again.");
            }
        } catch (XAException e) {
            JMSException failure = new JMSException("The time-out of transactions is not known: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** Closes what the specification lets one close. */
    static void close(AutoCloseable thing) throws JMSException {
        try {
            thing.close();
        } catch (JMSException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new java.lang.IllegalStateException("Nothing of Jakarta Messaging fails like this.", e);
        }
    }

    /** Whether the program had left it to us. */
    private static boolean deleteIfThere(Destination temporary) throws JMSException {
        try {
            if (temporary instanceof TemporaryQueue queue) {
                queue.delete();
            } else if (temporary instanceof TemporaryTopic topic) {
                topic.delete();
            }
            return true;
        } catch (InvalidDestinationException deleted) {
            return false;
        }
    }

    void close() throws JMSException {
        connection.close();
    }

    /** Whether a session can be made on it, which asks whether the link stands. */
    boolean stands() {
        try {
            connection().createSession(Session.AUTO_ACKNOWLEDGE).close();
            return true;
        } catch (JMSException e) {
            return false;
        }
    }
}
