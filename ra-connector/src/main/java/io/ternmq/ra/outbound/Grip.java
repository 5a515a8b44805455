// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.LazyEnlistableConnectionManager;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A use of a managed connection: the connection handle of Jakarta Connectors. Sessions and connections of programs
 * hold one and never see a managed connection otherwise, so that the server can move them to another one. The server
 * finds {@link #close()} by its name when a program forgets to close. Any thread may call.
 */
public final class Grip implements AutoCloseable {

    private volatile @Nullable ManagedTernConnection held;
    private volatile @Nullable LazyEnlistableConnectionManager enlister;
    private volatile @Nullable Consumer<JMSException> alarm;
    private volatile boolean started;
    private boolean closed;

    Grip(ManagedTernConnection held) {
        this.held = held;
    }

    /** Who takes the managed connection into the transaction of the thread, if the server leaves that to its use. */
    void enlistBy(ConnectionManager connections) {
        if (connections instanceof LazyEnlistableConnectionManager lazy) {
            enlister = lazy;
        }
    }

    /** Hears of trouble that comes by itself. */
    void onTrouble(Consumer<JMSException> hearer) {
        alarm = hearer;
    }

    void tell(JMSException trouble) {
        Consumer<JMSException> hearer = alarm;
        if (hearer != null) {
            hearer.accept(trouble);
        }
    }

    boolean isOpen() {
        return held != null;
    }

    /** The managed connection, for what no transaction concerns. */
    ManagedTernConnection held() throws JMSException {
        ManagedTernConnection now = held;
        if (now == null) {
            throw Refusals.closed("connection (by the program, by the server or by its loss)");
        }
        return now;
    }

    /** The managed connection, in the transaction of the thread if there is one. */
    ManagedTernConnection enlisted() throws JMSException {
        ManagedTernConnection now = held();
        LazyEnlistableConnectionManager lazy = enlister;
        if (now.standing() == Standing.FREE) {
            if (lazy != null && now.mayBeWanted()) {
                enlist(lazy, now);
            }
            now.requireCurrent();
        }
        return now;
    }

    /** Some servers refuse what they have not been configured for, also where there is nothing to enlist in. */
    private void enlist(LazyEnlistableConnectionManager lazy, ManagedTernConnection connection) throws JMSException {
        try {
            lazy.lazyEnlist(connection);
        } catch (ResourceException | RuntimeException e) {
            if (!ThreadTransaction.isNone()) {
                throw refused(e);
            }
            enlister = null;
        }
    }

    private static JMSException refused(Exception e) {
        JMSException seen = new JMSException(
                "The server does not take the connection into the transaction: " + e.getMessage(),
                ErrorCode.ILLEGAL_STATE.code(),
                e);
        seen.initCause(e);
        return seen;
    }

    /** Tells the managed connection of a failure, in case it is lost by it. */
    void noticed(JMSException failure) {
        ManagedTernConnection now = held;
        if (now != null) {
            now.noticed(failure);
        }
    }

    /** Lets messages be delivered, on this managed connection and on each that the server moves the handle to. */
    void start() throws JMSException {
        held().line().start();
        started = true;
    }

    void stop() throws JMSException {
        started = false;
        held().line().stop();
    }

    /** Goes over to another managed connection, which delivers if this one did. */
    void moveTo(ManagedTernConnection other) throws JMSException {
        if (started) {
            other.line().start();
        }
        synchronized (this) {
            if (closed) {
                throw Refusals.closed("connection");
            }
            ManagedTernConnection before = held;
            if (before != null) {
                before.leave(this);
            }
            held = other;
        }
    }

    /** The server has taken the managed connection away. */
    void drop() {
        held = null;
    }

    @Override
    public void close() {
        ManagedTernConnection before;
        synchronized (this) {
            closed = true;
            before = held;
            held = null;
        }
        if (before != null) {
            before.release(this);
        }
    }
}
