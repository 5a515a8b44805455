// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A local transaction that the server drives: a branch of its own that is committed in one phase, so that one session
 * serves both sorts and consumers outlive a change between them.
 */
final class OwnTransaction implements LocalTransaction {

    private final XAResource branches;
    private @Nullable Xid current;

    OwnTransaction(XAResource branches) {
        this.branches = branches;
    }

    @Override
    public synchronized void begin() throws LocalTransactionException {
        if (current != null) {
            throw new LocalTransactionException("A local transaction runs already: commit or roll back first.");
        }
        Xid next = OwnXid.random();
        try {
            branches.start(next, XAResource.TMNOFLAGS);
            current = next;
        } catch (XAException e) {
            throw failure("begin", e);
        }
    }

    @Override
    public synchronized void commit() throws LocalTransactionException {
        Xid ending = take();
        try {
            leave(ending);
            branches.commit(ending, true);
        } catch (XAException e) {
            throw failure("commit", e);
        }
    }

    @Override
    public synchronized void rollback() throws LocalTransactionException {
        Xid ending = take();
        try {
            branches.end(ending, XAResource.TMFAIL);
        } catch (XAException e) {
            requireDoomed(e);
        }
        try {
            branches.rollback(ending);
        } catch (XAException e) {
            throw failure("roll back", e);
        }
    }

    /** Ends the work; a branch that can only roll back does so at once. */
    private void leave(Xid ending) throws XAException {
        try {
            branches.end(ending, XAResource.TMSUCCESS);
        } catch (XAException e) {
            if (isDoomed(e)) {
                branches.rollback(ending);
            }
            throw e;
        }
    }

    private static void requireDoomed(XAException e) throws LocalTransactionException {
        if (!isDoomed(e)) {
            throw failure("roll back", e);
        }
    }

    private static boolean isDoomed(XAException e) {
        return e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
    }

    /** Rolls back what runs, if anything does. */
    synchronized void abandon() throws LocalTransactionException {
        if (current != null) {
            rollback();
        }
    }

    private Xid take() throws LocalTransactionException {
        Xid taken = current;
        if (taken == null) {
            throw new LocalTransactionException("No local transaction runs: begin one first.");
        }
        current = null;
        return taken;
    }

    private static LocalTransactionException failure(String step, XAException reason) {
        return new LocalTransactionException(
                "The local transaction could not " + step + " (XA code " + reason.errorCode + "): "
                        + reason.getMessage(),
                reason);
    }

    /** A name that nobody else has. */
    private record OwnXid(UUID id) implements Xid {

        private static final int FORMAT = 0x5445524E;

        static OwnXid random() {
            return new OwnXid(UUID.randomUUID());
        }

        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
