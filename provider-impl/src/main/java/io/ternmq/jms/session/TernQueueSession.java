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
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session for queues only. */
class TernQueueSession extends TernSession implements QueueSession {

    TernQueueSession(TernConnection connection, ClientSession core, int mode) {
        super(connection, core, mode);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        if (subscriptions().consume(requireQueue(queue), selector, false) instanceof QueueReceiver receiver) {
            return receiver;
        }
        throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, queue + " is no queue.");
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        requireOpen();
        return new TernQueueSender(this, requireQueue(queue));
    }

    @Override
    public TernProducer createProducer(@Nullable Destination destination) throws JMSException {
        requireOpen();
        return new TernQueueSender(this, requireQueue(destination));
    }

    @Override
    public MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
        requireOpen();
        return super.createConsumer(requireQueue(destination), selector, noLocal);
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        throw WrongDomain.queuesOnly("createSharedConsumer");
    }

    @Override
    public MessageConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        throw WrongDomain.queuesOnly("createDurableConsumer");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        throw WrongDomain.queuesOnly("createDurableSubscriber");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        throw WrongDomain.queuesOnly("createSharedDurableConsumer");
    }

    @Override
    public Topic createTopic(@Nullable String name) throws JMSException {
        throw WrongDomain.queuesOnly("createTopic");
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        throw WrongDomain.queuesOnly("createTemporaryTopic");
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        throw WrongDomain.queuesOnly("unsubscribe");
    }

    static @Nullable Destination requireQueue(@Nullable Destination destination) throws JMSException {
        if (destination != null && !TernDestination.addressOf(destination).isQueue()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, destination + " is no queue.");
        }
        return destination;
    }
}
