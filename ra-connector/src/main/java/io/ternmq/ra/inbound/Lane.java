// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.resource.spi.work.Work;
import java.lang.System.Logger.Level;

/**
 * One of the ways on which messages get to beans: a session, and what the server gave to deliver to. Holds a thread
 * of the server from the moment it has a message until that is delivered. Owner: the pool while idle, its thread
 * while it works.
 */
final class Lane implements ServerSession, Work {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final LanePool pool;
    private final Session outer;
    private final Session inner;
    private final Hands hands;
    private boolean rested;

    /**
     * An idle lane.
     *
     * @param outer what is closed in the end
     * @param inner what is handed messages
     */
    Lane(LanePool pool, Session outer, Session inner, Hands hands) {
        this.pool = pool;
        this.outer = outer;
        this.inner = inner;
        this.hands = hands;
    }

    /** Whether it has been idle since the question was asked last. By the pool. */
    boolean restsSinceAsked() {
        boolean before = rested;
        rested = true;
        return before;
    }

    /** It is needed. By the pool. */
    void wake() {
        rested = false;
    }

    @Override
    public Session getSession() {
        return inner;
    }

    @Override
    public void start() {
        pool.submit(this);
    }

    @Override
    public void run() {
        if (!pool.begin(this)) {
            return;
        }
        boolean sound = false;
        try {
            sound = hands.deliver();
        } finally {
            pool.done(this, sound);
        }
    }

    @Override
    public void release() {
        pool.hurry();
    }

    /** Ends it; a message that it holds and has not shown goes back. */
    void retire() {
        hands.release();
        try {
            if (inner != outer) {
                inner.close();
            }
            outer.close();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A session of an endpoint was not closed in order: " + e.getMessage());
        }
    }
}
