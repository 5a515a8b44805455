// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import java.util.IdentityHashMap;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** One branch: the resource that began it, and those of the same broker or database that joined. */
final class Branch {

    /** How a resource stands to the branch. Started: {@code JOINED}; ended: {@code SUSPENDED} or {@code LEFT}. */
    private enum Part {
        JOINED,
        SUSPENDED,
        LEFT
    }

    private final Xid xid;
    private final XAResource first;
    private final IdentityHashMap<XAResource, Part> parts = new IdentityHashMap<>();
    /** The resource has no more to do with it, by its own vote. */
    private boolean over;

    Branch(Xid xid, XAResource first) throws XAException {
        this.xid = xid;
        this.first = first;
        first.start(xid, XAResource.TMNOFLAGS);
        parts.put(first, Part.JOINED);
    }

    /** Starts work of a resource in this branch, when it belongs here. */
    boolean takesIn(XAResource resource) throws XAException {
        Part part = parts.get(resource);
        if (part == null && !first.isSameRM(resource)) {
            return false;
        }
        if (part != Part.JOINED) {
            resource.start(xid, part == Part.SUSPENDED ? XAResource.TMRESUME : XAResource.TMJOIN);
            parts.put(resource, Part.JOINED);
        }
        return true;
    }

    /** Ends work of a resource, when it works here. */
    boolean letsGo(XAResource resource, int flag) throws XAException {
        if (parts.get(resource) != Part.JOINED) {
            return false;
        }
        parts.put(resource, flag == XAResource.TMSUSPEND ? Part.SUSPENDED : Part.LEFT);
        resource.end(xid, flag);
        return true;
    }

    /** Ends work of every resource. */
    void end() throws XAException {
        for (Map.Entry<XAResource, Part> each : parts.entrySet()) {
            if (each.getValue() != Part.LEFT) {
                each.setValue(Part.LEFT);
                each.getKey().end(xid, XAResource.TMSUCCESS);
            }
        }
    }

    void prepare() throws XAException {
        try {
            over = first.prepare(xid) == XAResource.XA_RDONLY;
        } catch (XAException e) {
            over = e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
            throw e;
        }
    }

    void commit(boolean onePhase) throws XAException {
        if (!over) {
            first.commit(xid, onePhase);
        }
    }

    void rollback() throws XAException {
        if (!over) {
            try {
                end();
            } finally {
                first.rollback(xid);
            }
        }
    }
}
