// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import jakarta.jms.JMSConsumer;

/**
 * What consumers of TernMQ are besides a {@link jakarta.jms.MessageConsumer}: for those who build contexts over
 * sessions, as application servers do. Only the simplified interface can leave a message unconsumed whose body is not
 * of the class that was asked for.
 */
public interface SimplifiedConsumer {

    /**
     * The same consumer by its simplified interface.
     *
     * @return takes from the same messages; closing either closes both
     */
    JMSConsumer simplified();
}
