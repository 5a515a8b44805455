// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger.Level;

/** A real context of one thread. Its owner calls it; ended by whoever ends its scope. */
final class OpenContext {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");

    private final JMSContext owner;
    private final JMSContext context;
    private final boolean followsTransaction;
    private volatile boolean broken;

    /**
     * A context.
     *
     * @param owner              what is closed in the end
     * @param context            what is used
     * @param followsTransaction whether it has a transaction of its own, which ends as that of the program does
     */
    OpenContext(JMSContext owner, JMSContext context, boolean followsTransaction) {
        this.owner = owner;
        this.context = context;
        this.followsTransaction = followsTransaction;
    }

    JMSContext context() {
        return context;
    }

    /** Whether its connection is lost for good, so that another context is needed. */
    boolean isBroken() {
        return broken;
    }

    /** Wants to know of a lost connection: for a context that lives as long as its thread. */
    OpenContext watched() {
        try {
            context.setExceptionListener(failure -> {
                broken = true;
                LOG.log(Level.DEBUG, "The connection of an injected JMSContext is lost", failure);
            });
        } catch (JMSRuntimeException e) {
            LOG.log(Level.DEBUG, "The connection of an injected JMSContext cannot be watched", e);
        }
        return this;
    }

    /** Ends it; a failure is told in the log, since nobody waits for the answer. */
    void end(boolean committed) {
        try {
            if (followsTransaction) {
                finish(committed);
            }
        } catch (JMSRuntimeException e) {
            LOG.log(Level.ERROR, "What was sent by an injected JMSContext did not follow its transaction, which was "
                    + (committed ? "committed" : "rolled back") + ": " + e.getMessage(), e);
        } finally {
            close();
        }
    }

    private void finish(boolean committed) {
        if (committed) {
            context.commit();
        } else {
            context.rollback();
        }
    }

    private void close() {
        try {
            owner.close();
        } catch (JMSRuntimeException e) {
            LOG.log(Level.DEBUG, "An injected JMSContext could not be closed", e);
        }
    }
}
