// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.VeiledResource;
import jakarta.jms.JMSException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a managed connection: hands on what the transaction manager says to the session, and knows
 * whether one runs and whose it is. The same object for the life of the managed connection, because servers keep it.
 */
final class Branches implements VeiledResource {

    private final Calls.Call<XAResource> target;
    private final Runnable lost;
    private final Engagement engagement;

    /**
     * Hands on to a session.
     *
     * @param target the session's resource, made when it is first needed
     * @param lost   hears that the broker cannot be reached any more
     * @param keys   knows the transaction of the thread
     */
    Branches(Calls.Call<XAResource> target, Runnable lost, ThreadKey keys) {
        this.target = target;
        this.lost = lost;
        this.engagement = new Engagement(keys);
    }

    /** What the transaction of the thread is known by, or null when there is none or nobody knows. */
    @FunctionalInterface
    interface ThreadKey {
        @Nullable Object get();
    }

    /** How the thread stands to the transaction in which the session works. */
    Standing standing() {
        return engagement.standing();
    }

    /** Whether what the session does now belongs to a transaction. */
    boolean within() {
        return engagement.runs();
    }

    /** Whether the thread is in a transaction that the session has left, so that nothing is to be done in it. */
    boolean isPast() {
        return engagement.isPast();
    }

    /** The next user has nothing to do with what was. */
    void forgetPast() {
        engagement.forgetPast();
    }

    /** A step with an answer. */
    private interface Step<T> {
        T take(XAResource resource) throws XAException;
    }

    private <T> T ask(Step<T> step) throws XAException {
        try {
            return step.take(target());
        } catch (XAException e) {
            throw noticed(e);
        }
    }

    /** A step without an answer. */
    private interface Order {
        void give(XAResource resource) throws XAException;
    }

    private void tell(Order order) throws XAException {
        try {
            order.give(target());
        } catch (XAException e) {
            throw noticed(e);
        }
    }

    private XAException noticed(XAException failure) {
        if (failure.errorCode == XAException.XAER_RMFAIL) {
            lost.run();
        }
        return failure;
    }

    private XAResource target() throws XAException {
        try {
            return target.get();
        } catch (JMSException e) {
            XAException failure = new XAException("No session takes part in the transaction: " + e.getMessage());
            failure.errorCode = XAException.XAER_RMFAIL;
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void start(@Nullable Xid xid, int flags) throws XAException {
        tell(resource -> resource.start(xid, flags));
        engagement.begin(xid);
    }

    @Override
    public void end(@Nullable Xid xid, int flags) throws XAException {
        try {
            tell(resource -> resource.end(xid, flags));
            engagement.end(xid, flags == TMSUSPEND);
        } catch (XAException e) {
            if (e.errorCode != XAException.XAER_INVAL) {
                engagement.end(xid, false);
            }
            throw e;
        }
    }

    @Override
    public int prepare(@Nullable Xid xid) throws XAException {
        return ask(resource -> resource.prepare(xid));
    }

    @Override
    public void commit(@Nullable Xid xid, boolean onePhase) throws XAException {
        tell(resource -> resource.commit(xid, onePhase));
    }

    @Override
    public void rollback(@Nullable Xid xid) throws XAException {
        tell(resource -> resource.rollback(xid));
    }

    @Override
    public void forget(@Nullable Xid xid) throws XAException {
        tell(resource -> resource.forget(xid));
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return ask(resource -> resource.recover(flags));
    }

    @Override
    public boolean isSameRM(@Nullable XAResource other) throws XAException {
        return target().isSameRM(VeiledResource.bare(other));
    }

    @Override
    public XAResource bare() throws XAException {
        return target();
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return target().getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return target().setTransactionTimeout(seconds);
    }
}
