// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A resource that does something of the test's choice just before it prepares or commits. One thread at a time.
 *
 * @param inner         does the rest
 * @param beforePrepare what to do then
 * @param beforeCommit  what to do then
 */
record TrapResource(XAResource inner, Runnable beforePrepare, Runnable beforeCommit) implements XAResource {

    @Override
    public int prepare(Xid xid) throws XAException {
        beforePrepare.run();
        return inner.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        beforeCommit.run();
        inner.commit(xid, onePhase);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        inner.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        inner.end(xid, flags);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        inner.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        inner.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return inner.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return inner.isSameRM(other instanceof TrapResource trap ? trap.inner : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return inner.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return inner.setTransactionTimeout(seconds);
    }
}
