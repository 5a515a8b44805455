// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;

/**
 * Transactions of a transaction manager, for listeners that are part of one. Implemented by containers. All calls for
 * one message come from one thread.
 */
public interface DeliveryTransactions {

    /**
     * Whether a method wants to be part of one.
     *
     * @param bean     the class of the bean, {@link BeanSource#type()}; it may inherit the method
     * @param listener the method, as its class declares it
     * @return true when its messages are consumed in a transaction
     */
    boolean wants(Class<?> bean, Method listener);

    /**
     * Begins a transaction on the calling thread.
     *
     * @throws Exception when there can be none now
     */
    void begin() throws Exception;

    /**
     * Makes a session part of the transaction of the calling thread.
     *
     * @param resource the session's; Jakarta Messaging 3.1, section 6.2.7
     * @throws Exception when the transaction manager refuses
     */
    void enlist(XAResource resource) throws Exception;

    /**
     * Commits, unless somebody has marked the transaction for rollback.
     *
     * @return whether it is committed; false when it was rolled back
     * @throws Exception when the outcome is not a clear one
     */
    boolean commit() throws Exception;

    /**
     * Rolls back; does nothing without a transaction.
     *
     * @throws Exception when the outcome is not a clear one
     */
    void rollback() throws Exception;
}
