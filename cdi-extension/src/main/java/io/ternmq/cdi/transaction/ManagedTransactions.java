// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeliveryTransactions;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;

/** Transactions of a transaction manager, which keeps them by thread. Has no state; callable from any thread. */
final class ManagedTransactions implements DeliveryTransactions {

    private final Supplier<TransactionManager> source;
    private final BiPredicate<Class<?>, Method> wanted;

    /**
     * Over one transaction manager.
     *
     * @param source gives it
     * @param wanted which methods of which beans' classes are part of its transactions
     */
    ManagedTransactions(Supplier<TransactionManager> source, BiPredicate<Class<?>, Method> wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    @Override
    public boolean wants(Class<?> bean, Method listener) {
        return wanted.test(bean, listener);
    }

    @Override
    public void begin() throws Exception {
        source.get().begin();
    }

    @Override
    public void enlist(XAResource resource) throws Exception {
        Transaction current = source.get().getTransaction();
        if (current == null) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "No transaction is there on this thread: begin one before a session joins it");
        }
        if (!current.enlistResource(resource)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "The transaction manager refuses the session that the message came through");
        }
    }

    /**
     * Whoever was called may have ended the transaction itself; then nothing is left to commit, and the work counts
     * as undone.
     */
    @Override
    public boolean commit() throws Exception {
        TransactionManager manager = source.get();
        if (manager.getStatus() != Status.STATUS_ACTIVE) {
            rollback();
            return false;
        }
        try {
            manager.commit();
            return true;
        } catch (RollbackException e) {
            return false;
        }
    }

    @Override
    public void rollback() throws SystemException {
        TransactionManager manager = source.get();
        if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
            manager.rollback();
        }
    }
}
