// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.Adapter;
import io.ternmq.ra.Login;
import io.ternmq.ra.VeiledResource;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.ResourceException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Finishes branches that a crash has left prepared. Every call connects for itself: nothing is open between two scans,
 * nothing goes stale when the broker restarts, and a broker that is down answers {@code XAER_RMFAIL}, upon which a
 * transaction manager asks again later. Takes in no new work. Any thread may call.
 */
final class RecoveryResource implements XAResource {

    private static final Xid[] NONE = {};

    private final RecoveryTargets.Target target;
    private final Adapter adapter;

    RecoveryResource(RecoveryTargets.Target target, Adapter adapter) {
        this.target = target;
        this.adapter = adapter;
    }

    /** One thing to ask of the broker. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(XAResource broker) throws XAException;
    }

    /** A scan answers with everything at its start, so that what follows in it finds nothing more. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw refusal(XAException.XAER_INVAL, "recover() knows TMSTARTRSCAN, TMENDRSCAN and TMNOFLAGS", null);
        }
        return (flags & TMSTARTRSCAN) == 0 ? NONE : ask(broker -> broker.recover(TMSTARTRSCAN | TMENDRSCAN));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        ask(broker -> {
            broker.commit(xid, onePhase);
            return xid;
        });
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        ask(broker -> {
            broker.rollback(xid);
            return xid;
        });
    }

    @Override
    public void forget(Xid xid) throws XAException {
        ask(broker -> {
            broker.forget(xid);
            return xid;
        });
    }

    /** Whether the other one is of the same broker; asks the broker unless both were made for the same place. */
    @Override
    public boolean isSameRM(@Nullable XAResource other) throws XAException {
        if (other instanceof RecoveryResource recovery) {
            return target.url().equals(recovery.target.url())
                    || ask(mine -> recovery.ask(theirs -> mine.isSameRM(theirs)));
        }
        return other != null && ask(mine -> mine.isSameRM(VeiledResource.bare(other)));
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        throw noWork();
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        throw noWork();
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        throw noWork();
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    private <T> T ask(Question<T> question) throws XAException {
        try (XAConnection connection = connect()) {
            return question.ask(connection.createXASession().getXAResource());
        } catch (JMSException | ResourceException | RuntimeException e) {
            throw refusal(
                    XAException.XAER_RMFAIL,
                    "The broker at " + target + " cannot be asked about transactions in doubt: " + e.getMessage(),
                    e);
        }
    }

    private XAConnection connect() throws JMSException, ResourceException {
        XAConnectionFactory factory = adapter.connections(target.url());
        Login login = target.login();
        return login.user() == null
                ? factory.createXAConnection()
                : factory.createXAConnection(login.user(), login.password());
    }

    private static XAException noWork() {
        return refusal(XAException.XAER_PROTO, "A resource for recovery takes in no work of a transaction", null);
    }

    private static XAException refusal(int code, String sentence, @Nullable Exception cause) {
        XAException refusal = new XAException(sentence);
        refusal.errorCode = code;
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    @Override
    public String toString() {
        return "recovery of " + target;
    }
}
