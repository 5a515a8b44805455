// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The transaction of the server that the thread is in, where nobody but the server knows. */
final class ThreadTransaction {

    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    private ThreadTransaction() {}

    /** What the transaction of the thread is known by, or null when there is none or nobody knows. */
    static @Nullable Object key(@Nullable TransactionSynchronizationRegistry registry) {
        return registry == null || isOver(registry.getTransactionStatus()) ? null : registry.getTransactionKey();
    }

    /** One that is committed takes in nothing more, and what is done after it belongs to none. */
    private static boolean isOver(int status) {
        return status == Status.STATUS_NO_TRANSACTION || status == Status.STATUS_COMMITTED;
    }

    /** Whether it is certain that there is none. */
    @SuppressWarnings("BanJNDI") // the name is a constant, and what a server binds to it is its own
    static boolean isNone() {
        try {
            return InitialContext.doLookup(NAME) instanceof TransactionSynchronizationRegistry registry
                    && registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
        } catch (NamingException e) {
            return false;
        }
    }
}
