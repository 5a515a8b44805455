// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import java.io.Serial;

/** Makes connections for programs that ask for a {@link jakarta.jms.QueueConnectionFactory}. */
public class TernManagedQueueConnectionFactory extends TernManagedConnectionFactory {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A factory for connections to the adapter's broker. */
    public TernManagedQueueConnectionFactory() {
        super();
    }

    @Override
    Kind kind() {
        return Kind.QUEUES;
    }
}
