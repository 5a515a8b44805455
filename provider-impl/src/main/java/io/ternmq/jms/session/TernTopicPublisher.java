// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.message.Address;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;

/** A producer for topics. */
final class TernTopicPublisher extends TernProducer implements TopicPublisher {

    TernTopicPublisher(TernSession session, @Nullable Destination topic) throws JMSException {
        super(session, topic);
    }

    @Override
    Address given(@Nullable Destination to) throws JMSException {
        Address address = super.given(to);
        if (address.isQueue()) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION, address + " is no topic; a publisher sends to topics.");
        }
        return address;
    }

    @Override
    public @Nullable Topic getTopic() throws JMSException {
        return (Topic) getDestination();
    }

    @Override
    public void publish(@Nullable Message message) throws JMSException {
        send(message);
    }

    @Override
    public void publish(@Nullable Message message, int mode, int rank, long life) throws JMSException {
        send(message, mode, rank, life);
    }

    @Override
    public void publish(@Nullable Topic topic, @Nullable Message message) throws JMSException {
        send(topic, message);
    }

    @Override
    public void publish(@Nullable Topic topic, @Nullable Message message, int mode, int rank, long life)
            throws JMSException {
        send(topic, message, mode, rank, life);
    }
}
