// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context.jta;

import io.ternmq.cdi.context.CurrentTransaction;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;

/**
 * A transaction that runs.
 *
 * @param key the transaction manager's own object
 */
record JtaTransaction(Transaction key) implements CurrentTransaction {

    @Override
    public void enlist(XAResource resource) {
        try {
            if (!key.enlistResource(resource)) {
                throw new JMSRuntimeException("The transaction does not take the session");
            }
        } catch (RollbackException e) {
            throw over(e);
        } catch (SystemException | IllegalStateException e) {
            throw new JMSRuntimeException("The transaction does not take the session", null, e);
        }
    }

    @Override
    public void onEnd(Consumer<Boolean> listener) {
        try {
            key.registerSynchronization(new End(listener));
        } catch (RollbackException e) {
            throw over(e);
        } catch (SystemException | IllegalStateException e) {
            throw new JMSRuntimeException("The transaction does not tell its end", null, e);
        }
    }

    private static JMSRuntimeException over(RollbackException cause) {
        return new TransactionRolledBackRuntimeException(
                "The transaction is marked for rollback: nothing can be sent or received in it", null, cause);
    }

    /** Passes on how it has ended. */
    private record End(Consumer<Boolean> listener) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // nothing is held back until then
        }

        @Override
        public void afterCompletion(int status) {
            listener.accept(status == Status.STATUS_COMMITTED);
        }
    }
}
