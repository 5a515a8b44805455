// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.narayana;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A resource that cannot be reached at one step.
 *
 * @param real what it stands before
 * @param step the step
 */
record Unreliable(XAResource real, Step step) implements XAResource {

    /** The step at which a resource fails. */
    enum Step {
        /** Before it has voted. */
        PREPARE,
        /** After it has voted. */
        COMMIT
    }

    @Override
    public void start(Xid branch, int flags) throws XAException {
        real.start(branch, flags);
    }

    @Override
    public void end(Xid branch, int flags) throws XAException {
        real.end(branch, flags);
    }

    @Override
    public int prepare(Xid branch) throws XAException {
        if (step == Step.PREPARE) {
            throw new XAException(XAException.XAER_RMFAIL);
        }
        return real.prepare(branch);
    }

    @Override
    public void commit(Xid branch, boolean onePhase) throws XAException {
        if (step == Step.COMMIT) {
            throw new XAException(XAException.XAER_RMFAIL);
        }
        real.commit(branch, onePhase);
    }

    @Override
    public void rollback(Xid branch) throws XAException {
        real.rollback(branch);
    }

    @Override
    public void forget(Xid branch) throws XAException {
        real.forget(branch);
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return real.recover(flags);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return other instanceof Unreliable same && real.isSameRM(same.real);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return real.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return real.setTransactionTimeout(seconds);
    }
}
