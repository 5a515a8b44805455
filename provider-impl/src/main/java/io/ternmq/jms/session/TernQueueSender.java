// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.message.Address;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.jspecify.annotations.Nullable;

/** A producer for queues. */
final class TernQueueSender extends TernProducer implements QueueSender {

    TernQueueSender(TernSession session, @Nullable Destination queue) throws JMSException {
        super(session, queue);
    }

    @Override
    Address given(@Nullable Destination to) throws JMSException {
        Address address = super.given(to);
        if (!address.isQueue()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, address + " is no queue; a sender sends to queues.");
        }
        return address;
    }

    @Override
    public @Nullable Queue getQueue() throws JMSException {
        return (Queue) getDestination();
    }

    @Override
    public void send(@Nullable Queue queue, @Nullable Message message) throws JMSException {
        send((Destination) queue, message);
    }

    @Override
    public void send(@Nullable Queue queue, @Nullable Message message, int mode, int rank, long life)
            throws JMSException {
        send((Destination) queue, message, mode, rank, life);
    }
}
