// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** One transaction. One thread at a time uses it; its branches are told in the order in which they were enlisted. */
final class HandTransaction implements Transaction {

    private final UUID manager;
    private final long id;
    private final List<Branch> branches = new ArrayList<>();
    private final List<Synchronization> plain = new ArrayList<>();
    private final List<Synchronization> interposed = new ArrayList<>();
    private final Map<Object, @Nullable Object> resources = new HashMap<>();
    private int status = Status.STATUS_ACTIVE;
    private @Nullable Exception reason;

    HandTransaction(UUID manager, long id) {
        this.manager = manager;
        this.id = id;
    }

    @Override
    public boolean enlistResource(XAResource resource) throws RollbackException, SystemException {
        requireActive();
        try {
            for (Branch branch : branches) {
                if (branch.takesIn(resource)) {
                    return true;
                }
            }
            branches.add(new Branch(new HandXid(manager, id, branches.size() + 1), resource));
            return true;
        } catch (XAException e) {
            throw failure("a resource does not let itself be enlisted", e);
        }
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) throws SystemException {
        try {
            for (Branch branch : branches) {
                if (branch.letsGo(resource, flag)) {
                    if (flag == XAResource.TMFAIL) {
                        setRollbackOnly();
                    }
                    return true;
                }
            }
            return false;
        } catch (XAException e) {
            setRollbackOnly();
            throw failure("a resource does not let itself be delisted", e);
        }
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) throws RollbackException {
        requireActive();
        plain.add(synchronization);
    }

    void interpose(Synchronization synchronization) {
        interposed.add(synchronization);
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setRollbackOnly() {
        if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
            throw new IllegalStateException(this + " has ended");
        }
        status = Status.STATUS_MARKED_ROLLBACK;
    }

    void put(Object key, @Nullable Object value) {
        resources.put(key, value);
    }

    @Nullable Object get(Object key) {
        return resources.get(key);
    }

    @Override
    public void commit() throws RollbackException, HeuristicMixedException {
        requireUnended();
        beforeCompletion();
        if (status == Status.STATUS_ACTIVE) {
            prepare();
        }
        if (status != Status.STATUS_PREPARED) {
            end(Branch::rollback);
            tell(Status.STATUS_ROLLEDBACK);
            throw rolledBack(reason);
        }
        boolean single = branches.size() == 1;
        Exception failure = end(branch -> branch.commit(single));
        if (failure != null && single) {
            tell(Status.STATUS_ROLLEDBACK);
            throw rolledBack(failure);
        }
        tell(Status.STATUS_COMMITTED);
        if (failure != null) {
            HeuristicMixedException told = new HeuristicMixedException("not every branch of " + this + " committed");
            told.initCause(failure);
            throw told;
        }
    }

    @Override
    public void rollback() throws SystemException {
        requireUnended();
        Exception failure = end(Branch::rollback);
        tell(Status.STATUS_ROLLEDBACK);
        if (failure != null) {
            throw failure("a branch did not roll back", failure);
        }
    }

    /** Not when it is to be rolled back. One that is called may bring another along. */
    private void beforeCompletion() {
        try {
            for (int i = 0; i < plain.size() && status == Status.STATUS_ACTIVE; i++) {
                plain.get(i).beforeCompletion();
            }
            for (int i = 0; i < interposed.size() && status == Status.STATUS_ACTIVE; i++) {
                interposed.get(i).beforeCompletion();
            }
        } catch (RuntimeException e) {
            doom(e);
        }
    }

    /** Moves to {@code PREPARED}, unless a branch is against it. A single branch needs no vote. */
    private void prepare() {
        try {
            for (Branch branch : branches) {
                branch.end();
            }
            for (Branch branch : branches.size() > 1 ? branches : List.<Branch>of()) {
                branch.prepare();
            }
            status = Status.STATUS_PREPARED;
        } catch (XAException e) {
            doom(e);
        }
    }

    private void doom(Exception why) {
        status = Status.STATUS_MARKED_ROLLBACK;
        reason = why;
    }

    /** Ends every branch, also after one has failed; what the first of those threw, or null. */
    private @Nullable Exception end(Step step) {
        Exception first = null;
        for (Branch branch : branches) {
            try {
                step.on(branch);
            } catch (XAException e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    private void tell(int outcome) {
        status = outcome;
        List.copyOf(interposed).forEach(each -> each.afterCompletion(outcome));
        List.copyOf(plain).forEach(each -> each.afterCompletion(outcome));
    }

    private RollbackException rolledBack(@Nullable Exception cause) {
        RollbackException told = new RollbackException(this + " was rolled back");
        if (cause != null) {
            told.initCause(cause);
        }
        return told;
    }

    private void requireActive() throws RollbackException {
        requireUnended();
        if (status == Status.STATUS_MARKED_ROLLBACK) {
            throw new RollbackException(this + " can only be rolled back");
        }
    }

    private void requireUnended() {
        if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
            throw new IllegalStateException(this + " has ended");
        }
    }

    private static SystemException failure(String what, Exception cause) {
        SystemException told = new SystemException(
                cause instanceof XAException xa ? what + " (code " + xa.errorCode + ")" : what);
        told.initCause(cause);
        return told;
    }

    @Override
    public String toString() {
        return "transaction " + id;
    }

    @FunctionalInterface
    private interface Step {
        void on(Branch branch) throws XAException;
    }
}
