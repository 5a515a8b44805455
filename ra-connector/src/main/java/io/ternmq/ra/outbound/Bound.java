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

    private synchronized T renew(Session now) throws JMSException {
        T made = maker.make(now);
        T before = current;
        current = made;
        at = now;
        owner.keep(made);
        if (before != null) {
            Line.close(before);
        }
        return made;
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
