// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session for topics only. */
class TernTopicSession extends TernSession implements TopicSession {

    TernTopicSession(TernConnection connection, ClientSession core, int mode) {
        super(connection, core, mode);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        if (subscriptions().consume(requireTopic(topic), selector, noLocal) instanceof TopicSubscriber subscriber) {
            return subscriber;
        }
        throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, topic + " is no topic.");
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        requireOpen();
        return new TernTopicPublisher(this, requireTopic(topic));
    }

    @Override
    public TernProducer createProducer(@Nullable Destination destination) throws JMSException {
        requireOpen();
        return new TernTopicPublisher(this, requireTopic(destination));
    }

    @Override
    public MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
        requireOpen();
        return super.createConsumer(requireTopic(destination), selector, noLocal);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        throw WrongDomain.topicsOnly("createBrowser");
    }

    @Override
    public Queue createQueue(@Nullable String name) throws JMSException {
        throw WrongDomain.topicsOnly("createQueue");
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        throw WrongDomain.topicsOnly("createTemporaryQueue");
    }

    static @Nullable Destination requireTopic(@Nullable Destination destination) throws JMSException {
        if (destination != null && TernDestination.addressOf(destination).isQueue()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, destination + " is no topic.");
        }
        return destination;
    }
}
