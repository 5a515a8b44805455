// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.ledger;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A database's part in a transaction, which ends the whole process at a moment or waits there. The system property
 * {@link #PROPERTY} says when; a property, because the program that sets it has another class loader.
 *
 * <ul>
 *   <li>{@code prepared} and the like, see {@link Moment}: the process ends
 *   <li>{@code hold-prepared} and the like: the transaction waits, and the property becomes {@value #HELD} until
 *       somebody gives it another value; {@value #LET_GO} becomes {@value #GONE} when it goes on
 * </ul>
 */
final class Trap implements XAResource {

    static final String PROPERTY = "ternmq.trap";

    private static final String HELD = "held";
    private static final String LET_GO = "let-go";
    private static final String GONE = "gone";
    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final XAResource resource;

    Trap(XAResource resource) {
        this.resource = resource;
    }

    private static void spring(Moment moment) {
        String name = moment.name().toLowerCase(Locale.ROOT);
        if (name.equals(System.getProperty(PROPERTY))) {
            Runtime.getRuntime().halt(137);
        }
        if (System.getProperties().replace(PROPERTY, "hold-" + name, HELD)) {
            hold();
            System.getProperties().replace(PROPERTY, LET_GO, GONE);
        }
    }

    private static void hold() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (HELD.equals(System.getProperty(PROPERTY))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Nobody has let go of the transaction that " + PROPERTY + " holds.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        int vote = resource.prepare(xid);
        spring(Moment.PREPARED);
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        spring(Moment.DECIDED);
        resource.commit(xid, onePhase);
        spring(Moment.COMMITTED);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        resource.rollback(xid);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        resource.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        resource.end(xid, flags);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return resource.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return resource.isSameRM(other instanceof Trap trap ? trap.resource : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }

    /** When the process ends, or the transaction waits. */
    private enum Moment {
        /** The database has prepared; the transaction is not decided. */
        PREPARED,
        /** The transaction is decided; the database has not committed. */
        DECIDED,
        /** The database has committed. */
        COMMITTED
    }
}
