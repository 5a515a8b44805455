// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.Objects;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** A connection of a pool, with who holds it. The lock of the pool guards it. */
final class Slot implements ConnectionEventListener, Synchronization {

    private final TestPool pool;
    private final ManagedConnection connection;
    private @Nullable Subject subject;
    private @Nullable ConnectionRequestInfo request;
    private @Nullable Transaction transaction;
    private @Nullable LocalTransaction local;
    private boolean enlisted;
    private int handles;
    private volatile boolean broken;

    Slot(TestPool pool, ManagedConnection connection) {
        this.pool = pool;
        this.connection = connection;
        connection.addConnectionEventListener(this);
    }

    ManagedConnection connection() {
        return connection;
    }

    boolean idle() {
        return handles == 0 && transaction == null;
    }

    boolean worksFor(Transaction other) {
        return other.equals(transaction);
    }

    boolean asked(@Nullable Subject who, @Nullable ConnectionRequestInfo what) {
        return Objects.equals(subject, who) && Objects.equals(request, what);
    }

    void wanted(@Nullable Subject who, @Nullable ConnectionRequestInfo what) {
        this.subject = who;
        this.request = what;
    }

    /** Keeps the connection for a new handle, and for the transaction in which it was asked for. */
    void open(@Nullable Transaction asking) throws ResourceException {
        handles++;
        if (asking != null && transaction == null) {
            keepFor(asking);
        }
    }

    Object handle(@Nullable Subject who) throws ResourceException {
        return connection.getConnection(who, request);
    }

    void enlist(Transaction asking, TestPool.Part part) throws ResourceException {
        if (transaction == null) {
            keepFor(asking);
        }
        if (enlisted || part == TestPool.Part.NONE) {
            return;
        }
        try {
            if (part == TestPool.Part.XA) {
                asking.enlistResource(connection.getXAResource());
            } else {
                LocalTransaction begun = connection.getLocalTransaction();
                begun.begin();
                local = begun;
            }
            enlisted = true;
        } catch (RollbackException | SystemException e) {
            throw new ResourceException("the connection was not taken into the transaction", e);
        }
    }

    private void keepFor(Transaction asking) throws ResourceException {
        try {
            asking.registerSynchronization(this);
            transaction = asking;
        } catch (RollbackException | SystemException e) {
            throw new ResourceException("the transaction takes no more connections", e);
        }
    }

    /** A handle is gone. */
    void closed() {
        handles--;
        if (idle() && !broken) {
            pool.idle(this);
        }
    }

    @Override
    public void beforeCompletion() {
        // A connection has nothing to write before its resource is told to prepare.
    }

    @Override
    public void afterCompletion(int status) {
        synchronized (pool) {
            LocalTransaction ending = local;
            local = null;
            transaction = null;
            enlisted = false;
            try {
                if (ending != null && status == Status.STATUS_COMMITTED) {
                    ending.commit();
                } else if (ending != null) {
                    ending.rollback();
                }
            } catch (ResourceException e) {
                pool.event("local transaction failed: " + e.getMessage());
            }
            if (idle() && !broken) {
                pool.idle(this);
            }
        }
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        synchronized (pool) {
            pool.event("connectionClosed");
            closed();
        }
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        broken = true;
        pool.event("connectionErrorOccurred");
        pool.destroy(this);
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        pool.event("localTransactionStarted");
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        pool.event("localTransactionCommitted");
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        pool.event("localTransactionRolledback");
    }
}
