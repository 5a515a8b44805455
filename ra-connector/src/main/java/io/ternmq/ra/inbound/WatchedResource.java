// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.VeiledResource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The resource of a lane, which remembers whether the last branch came to nothing: a bean that only marks its
 * transaction for rollback throws nothing that the lane would see. Any thread may call.
 */
final class WatchedResource implements VeiledResource {

    private final XAResource resource;
    private volatile boolean undone;

    WatchedResource(XAResource resource) {
        this.resource = resource;
    }

    /** Looks afresh. */
    void watch() {
        undone = false;
    }

    /** Whether a branch was rolled back or could not be committed since {@link #watch}. */
    boolean isUndone() {
        return undone;
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
    public int prepare(Xid xid) throws XAException {
        try {
            return resource.prepare(xid);
        } catch (XAException e) {
            undone = true;
            throw e;
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        try {
            resource.commit(xid, onePhase);
        } catch (XAException e) {
            undone = true;
            throw e;
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        undone = true;
        resource.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return resource.recover(flags);
    }

    @Override
    public boolean isSameRM(@Nullable XAResource other) throws XAException {
        return resource.isSameRM(VeiledResource.bare(other));
    }

    @Override
    public XAResource bare() {
        return resource;
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }
}
