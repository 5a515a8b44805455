// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Sessions for appending: as many as there are threads that append at a time. One that failed is not used again. Any
 * thread.
 */
final class AppendSessions implements AutoCloseable {

    private static final Log LOG = Log.of(AppendSessions.class);

    private final Source<?> source;
    private final Deque<AppendSession> plain = new ConcurrentLinkedDeque<>();
    private final Deque<AppendSession> transacted = new ConcurrentLinkedDeque<>();
    private final Runnable lost = this::forgetIdle;
    private volatile boolean closed;

    AppendSessions(Source<?> source) {
        this.source = source;
        source.tools().whenLost(lost);
    }

    /** The connection that they belong to is gone, and they with it. */
    private void forgetIdle() {
        plain.clear();
        transacted.clear();
    }

    /** What is done with a session. */
    @FunctionalInterface
    interface Work<T> {

        T with(AppendSession session) throws JMSException;
    }

    /** Does something outside of transactions. */
    <T> T use(Work<T> work) {
        AppendSession session = take(plain, Session.AUTO_ACKNOWLEDGE);
        try {
            T result = work.with(session);
            give(plain, session);
            return result;
        } catch (JMSException e) {
            discard(session);
            throw Refusals.of(e);
        } catch (RuntimeException e) {
            give(plain, session);
            throw e;
        }
    }

    /**
     * Does something in one transaction.
     *
     * @param work   sends
     * @param report asked after the commit
     */
    <T, R> R transact(Work<T> work, Report<T, R> report) {
        AppendSession session = take(transacted, Session.SESSION_TRANSACTED);
        try {
            T result = work.with(session);
            session.commit();
            R told = report.of(result);
            give(transacted, session);
            return told;
        } catch (JMSException e) {
            undo(session, e);
            throw Refusals.of(e);
        } catch (RuntimeException e) {
            undo(session, e);
            throw e;
        }
    }

    /** What is said of a transaction that is over. */
    @FunctionalInterface
    interface Report<T, R> {

        R of(T done) throws JMSException;
    }

    private AppendSession take(Deque<AppendSession> idle, int mode) {
        requireOpen();
        AppendSession session = idle.pollFirst();
        if (session != null) {
            return session;
        }
        try {
            return new AppendSession(source, mode);
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "Stream '" + source.name() + "' was closed here: open it again to append");
        }
    }

    private void give(Deque<AppendSession> idle, AppendSession session) {
        idle.addFirst(session);
        if (closed && idle.remove(session)) {
            discard(session);
        }
    }

    private void undo(AppendSession session, Exception why) {
        try {
            session.rollback();
        } catch (JMSException e) {
            why.addSuppressed(e);
        }
        discard(session);
    }

    private static void discard(AppendSession session) {
        try {
            session.close();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A session for appending could not be closed", e);
        }
    }

    /** Those in use are closed when they come back. */
    @Override
    public void close() {
        closed = true;
        source.tools().forget(lost);
        drain(plain);
        drain(transacted);
    }

    private static void drain(Deque<AppendSession> idle) {
        AppendSession session = idle.pollFirst();
        while (session != null) {
            discard(session);
            session = idle.pollFirst();
        }
    }
}
