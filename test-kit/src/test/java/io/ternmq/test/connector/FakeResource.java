// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** Notes what it is told; answers as the test says. */
final class FakeResource implements XAResource {

    final List<String> told = new ArrayList<>();
    private final String place;
    String failsAt = "";
    int vote = XA_OK;
    @Nullable Xid branch;

    FakeResource(String place) {
        this.place = place;
    }

    private void note(String what) throws XAException {
        told.add(what);
        if (what.equals(failsAt)) {
            throw new XAException(XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        branch = xid;
        note(flags == TMJOIN ? "join" : flags == TMRESUME ? "resume" : "start");
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        note(flags == TMSUSPEND ? "suspend" : flags == TMFAIL ? "fail" : "end");
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        note("prepare");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        note(onePhase ? "commit at once" : "commit");
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        note("rollback");
    }

    @Override
    public void forget(Xid xid) throws XAException {
        note("forget");
    }

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof FakeResource same && same.place.equals(place);
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
