// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a program made of its session, made again when the server has moved the session to another managed connection.
 *
 * @param <T> a producer, a consumer or a browser
 */
final class Bound<T extends AutoCloseable> {

    private final SessionHandle owner;
    private final Maker<T> maker;
    private @Nullable T current;
    private @Nullable Session at;

    private Bound(SessionHandle owner, Maker<T> maker) {
        this.owner = owner;
        this.maker = maker;
    }

    /** Makes the thing on a session. */
    interface Maker<T> {
        T make(Session session) throws JMSException;
    }

    /** Makes it for the first time. */
    static <T extends AutoCloseable> Bound<T> make(SessionHandle owner, Maker<T> maker) throws JMSException {
        Bound<T> bound = new Bound<>(owner, maker);
        bound.renew(owner.session());
        return bound;
    }

    SessionHandle owner() {
        return owner;
    }

    /** The thing, in the transaction of the thread. */
    synchronized T get() throws JMSException {
        Session now = owner.session();
        T present = current;
        return present == null || at != now ? renew(now) : present;
    }

    /** What was there goes first: two consumers cannot have one durable subscription. */
    private synchronized T renew(Session now) throws JMSException {
        T before = current;
        current = null;
        if (before != null) {
            owner.forget(before);
            closed(before);
        }
        T made = maker.make(now);
        current = made;
        at = now;
        owner.keep(made);
        return made;
    }

    /** Whether it could be closed: where it was may be lost, which says nothing about where it is made again. */
    private static boolean closed(AutoCloseable before) {
        try {
            Line.close(before);
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    void close() throws JMSException {
        T ending;
        synchronized (this) {
            ending = current;
            current = null;
        }
        if (ending != null) {
            owner.forget(ending);
            owner.run(() -> Line.close(ending));
        }
    }
}
