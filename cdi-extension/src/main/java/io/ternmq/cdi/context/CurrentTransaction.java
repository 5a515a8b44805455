// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import java.util.function.Consumer;
import javax.transaction.xa.XAResource;

/** A transaction that the calling thread is in. */
public interface CurrentTransaction {

    /**
     * Which one it is.
     *
     * @return equal for the same transaction, on whichever thread
     */
    Object key();

    /**
     * Makes a session part of it.
     *
     * @param resource of the session
     * @throws jakarta.jms.JMSRuntimeException when it is refused
     */
    void enlist(XAResource resource);

    /**
     * Asks to be told of its end.
     *
     * @param listener gets whether it was committed, on whichever thread
     * @throws jakarta.jms.JMSRuntimeException when it has as good as ended
     */
    void onEnd(Consumer<Boolean> listener);
}
