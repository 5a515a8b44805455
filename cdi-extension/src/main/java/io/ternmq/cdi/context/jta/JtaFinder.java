// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context.jta;

import io.ternmq.cdi.context.CurrentTransaction;
import io.ternmq.cdi.context.TransactionFinder;
import io.ternmq.cdi.transaction.TransactionManagers;
import jakarta.enterprise.inject.Instance;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction manager that is a bean, or that a server has bound where servers do. */
public final class JtaFinder implements TransactionFinder {

    /** By name. */
    public JtaFinder() {}

    @Override
    public @Nullable Supplier<@Nullable CurrentTransaction> find(Instance<Object> beans) {
        Instance<TransactionManager> bean = beans.select(TransactionManager.class);
        TransactionManager manager = bean.isResolvable() ? bean.get() : TransactionManagers.inJndi().orElse(null);
        return manager == null ? null : () -> current(manager);
    }

    private static @Nullable CurrentTransaction current(TransactionManager manager) {
        try {
            Transaction transaction = manager.getTransaction();
            if (transaction == null) {
                return null;
            }
            int status = transaction.getStatus();
            boolean isRunning = status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
            return isRunning ? new JtaTransaction(transaction) : null;
        } catch (SystemException e) {
            throw new JMSRuntimeException("The transaction manager does not tell the transaction", null, e);
        }
    }
}
