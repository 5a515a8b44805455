// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Two-phase transactions of a test: each thread has one at most, nothing is logged, nothing times out. Any thread may
 * call.
 */
public final class HandTransactions implements TransactionManager, TransactionSynchronizationRegistry {

    @SuppressWarnings("ThreadLocalUsage") // goes with the test that owns this
    private final ThreadLocal<@Nullable HandTransaction> current = new ThreadLocal<>();
    private final AtomicLong ids = new AtomicLong();
    private final UUID id = UUID.randomUUID();

    /** Transactions of nobody yet. */
    public HandTransactions() {}

    @Override
    public void begin() throws NotSupportedException {
        if (current.get() != null) {
            throw new NotSupportedException("this thread has a transaction, and they do not nest");
        }
        current.set(new HandTransaction(id, ids.incrementAndGet()));
    }

    @Override
    public void commit() throws RollbackException, HeuristicMixedException {
        try {
            mine().commit();
        } finally {
            current.remove();
        }
    }

    @Override
    public void rollback() throws SystemException {
        try {
            mine().rollback();
        } finally {
            current.remove();
        }
    }

    @Override
    public int getStatus() {
        HandTransaction mine = current.get();
        return mine == null ? Status.STATUS_NO_TRANSACTION : mine.getStatus();
    }

    @Override
    public @Nullable Transaction getTransaction() {
        return current.get();
    }

    @Override
    public @Nullable Transaction suspend() {
        HandTransaction mine = current.get();
        current.remove();
        return mine;
    }

    @Override
    public void resume(@Nullable Transaction transaction) throws InvalidTransactionException {
        if (current.get() != null) {
            throw new IllegalStateException("this thread has a transaction");
        }
        if (transaction == null) {
            return;
        }
        if (!(transaction instanceof HandTransaction known)) {
            throw new InvalidTransactionException("not a transaction of these: " + transaction);
        }
        current.set(known);
    }

    @Override
    public void setRollbackOnly() {
        mine().setRollbackOnly();
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds must be 0 or more, but is " + seconds);
        }
    }

    @Override
    public @Nullable Object getTransactionKey() {
        return current.get();
    }

    @Override
    public void putResource(Object key, @Nullable Object value) {
        mine().put(key, value);
    }

    @Override
    public @Nullable Object getResource(Object key) {
        return mine().get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        mine().interpose(synchronization);
    }

    @Override
    public int getTransactionStatus() {
        return getStatus();
    }

    @Override
    public boolean getRollbackOnly() {
        return mine().getStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    private HandTransaction mine() {
        HandTransaction mine = current.get();
        if (mine == null) {
            throw new IllegalStateException("this thread has no transaction");
        }
        return mine;
    }
}
