// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ProviderException;
import io.ternmq.client.session.Branches;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Vote;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A session's door for a transaction manager. Translates flags, names and codes; the
 * broker knows the branches. Any thread may call.
 */
final class TernXAResource implements XAResource {

    private final Branches branches;
    private volatile int timeoutSeconds;
    private volatile boolean scanning;

    TernXAResource(Branches branches) {
        this.branches = branches;
    }

    @Override
    public void start(@Nullable Xid xid, int flags) throws XAException {
        BranchId branch = BranchXid.read(xid);
        JoinBranch.How how =
                switch (flags) {
                    case TMNOFLAGS -> JoinBranch.How.NEW;
                    case TMJOIN -> JoinBranch.How.JOIN;
                    case TMRESUME -> JoinBranch.How.RESUME;
                    default -> throw badFlags("start() knows TMNOFLAGS, TMJOIN and TMRESUME", flags);
                };
        long timeoutMillis = TimeUnit.SECONDS.toMillis(timeoutSeconds);
        XaCodes.require(ask(() -> branches.start(branch, how, timeoutMillis)));
    }

    @Override
    public void end(@Nullable Xid xid, int flags) throws XAException {
        BranchId branch = BranchXid.read(xid);
        LeaveBranch.How how =
                switch (flags) {
                    case TMSUCCESS -> LeaveBranch.How.SUCCESS;
                    case TMFAIL -> LeaveBranch.How.FAIL;
                    case TMSUSPEND -> LeaveBranch.How.SUSPEND;
                    default -> throw badFlags("end() knows TMSUCCESS, TMFAIL and TMSUSPEND", flags);
                };
        XaCodes.require(ask(() -> branches.end(branch, how)));
    }

    @Override
    public int prepare(@Nullable Xid xid) throws XAException {
        BranchId branch = BranchXid.read(xid);
        return XaCodes.require(ask(() -> branches.prepare(branch)));
    }

    @Override
    public void commit(@Nullable Xid xid, boolean onePhase) throws XAException {
        BranchId branch = BranchXid.read(xid);
        XaCodes.require(ask(() -> branches.commit(branch, onePhase)));
    }

    @Override
    public void rollback(@Nullable Xid xid) throws XAException {
        BranchId branch = BranchXid.read(xid);
        ask(() -> {
            branches.rollback(branch);
            return Vote.DONE;
        });
    }

    @Override
    public void forget(@Nullable Xid xid) throws XAException {
        BranchId branch = BranchXid.read(xid);
        ask(() -> {
            branches.forget(branch);
            return Vote.DONE;
        });
    }

    /** A scan answers with everything at its start, so that what follows in it finds nothing more. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw badFlags("recover() knows TMSTARTRSCAN, TMENDRSCAN and TMNOFLAGS", flags);
        }
        boolean starts = (flags & TMSTARTRSCAN) != 0;
        if (flags == TMNOFLAGS && !scanning) {
            throw XaCodes.invalid("No scan is open: recover(TMSTARTRSCAN) begins one.");
        }
        List<BranchId> found = starts ? ask(branches::recover) : List.of();
        scanning = (flags & TMENDRSCAN) == 0;
        return found.stream().map(BranchXid::new).toArray(Xid[]::new);
    }

    /** All resources of one running broker are the same resource manager. */
    @Override
    public boolean isSameRM(@Nullable XAResource other) {
        return other instanceof TernXAResource same && same.branches.broker().equals(branches.broker());
    }

    /** How long a branch may take from its start until it is prepared, in seconds; 0 for no limit. */
    @Override
    public int getTransactionTimeout() {
        return timeoutSeconds;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw XaCodes.invalid("A transaction time-out is a number of seconds, or 0 for none, not " + seconds + '.');
        }
        timeoutSeconds = seconds;
        return true;
    }

    private static XAException badFlags(String known, int flags) {
        return XaCodes.invalid(known + ", not 0x" + Integer.toHexString(flags) + '.');
    }

    private static <T> T ask(Supplier<T> step) throws XAException {
        try {
            return step.get();
        } catch (ProviderException e) {
            throw XaCodes.translate(e);
        }
    }
}
