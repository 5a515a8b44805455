// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.client.session.ClientConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import org.jspecify.annotations.Nullable;

/** A consumer of a queue. */
final class TernQueueReceiver extends TernConsumer implements QueueReceiver {

    private final Queue queue;

    TernQueueReceiver(Deliveries deliveries, ClientConsumer core, @Nullable String selector, Queue queue) {
        super(deliveries, core, selector);
        this.queue = queue;
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        return queue;
    }
}
