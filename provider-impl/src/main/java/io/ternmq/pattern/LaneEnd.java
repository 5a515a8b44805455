// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.common.Log;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** How a lane ends: by its owner, or because the provider delivers no more. Any thread. */
final class LaneEnd {

    private static final Log LOG = Log.of(Workers.class);

    private final Gate gate;
    private final Session session;
    private final Executor closers;
    private final Duration limit;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile Runnable whenLeft = () -> {};

    LaneEnd(Gate gate, Session session, Executor closers, Duration limit) {
        this.gate = gate;
        this.session = session;
        this.closers = closers;
        this.limit = limit;
    }

    /** Has something done when nobody is inside any more, before the session is closed; said before any message. */
    void whenLeft(Runnable deed) {
        whenLeft = deed;
    }

    CompletionStage<Void> over() {
        return over.minimalCompletionStage();
    }

    /**
     * Closes the session when the message at hand is finished. Closing waits for the program's code; when that takes
     * too long, or is who asks, somebody else does the waiting.
     */
    void close() throws JMSException {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (gate.shut(limit)) {
            closeSession();
        } else {
            LOG.log(Level.DEBUG, () -> "A lane closes when the message at hand is finished; waited " + limit);
            closers.execute(this::closeLater);
        }
    }

    private void closeSession() throws JMSException {
        whenLeft.run();
        try {
            session.close();
        } finally {
            over.complete(null);
        }
    }

    /** The program's code may still settle with the session, from whatever thread it has been given. */
    private void closeLater() {
        gate.awaitLeft();
        try {
            closeSession();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.WARNING, "The session of a lane could not be closed: " + e.getMessage(), e);
        }
    }

    /** The provider delivers no more, though nobody has closed the lane. */
    void lost(Exception why) {
        if (begun.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "A consumer has ended; nothing is received any more: " + why.getMessage(), why);
            over.completeExceptionally(why);
            closers.execute(this::closeLater);
        }
    }

    /**
     * What a listener throws is a defect of whoever gave it. What it has not settled goes back to the provider, lest it
     * be settled together with the next message. By the thread of the session.
     */
    void listenerFailed(Throwable why) {
        LOG.log(Level.ERROR, "The handling of a message failed outside of the program's code: " + why, why);
        try {
            if (session.getTransacted()) {
                session.rollback();
            } else if (session.getAcknowledgeMode() == Session.CLIENT_ACKNOWLEDGE) {
                session.recover();
            }
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, "What a listener has failed over goes back when its session is closed", e);
        }
    }
}
