// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session for queues only. */
final class QueueSessionHandle extends SessionHandle implements QueueSession {

    QueueSessionHandle(ConnectionHandle connection, Seat seat, int mode) {
        super(connection, seat, mode);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        return ConsumerHandle.as(QueueReceiver.class, createConsumer(queue, selector, false), "queue");
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        return new SenderHandle(this, requireQueue(queue));
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        return new SenderHandle(this, requireQueue(destination));
    }

    @Override
    public MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
        return super.createConsumer(requireQueue(destination), selector, noLocal);
    }

    private static @Nullable Queue requireQueue(@Nullable Destination destination) throws JMSException {
        if (destination == null || destination instanceof Queue) {
            return (Queue) destination;
        }
        throw Refusals.notA("queue", destination);
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        throw queuesOnly("createSharedConsumer");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        throw queuesOnly("createDurableSubscriber");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        throw queuesOnly("createSharedDurableConsumer");
    }

    @Override
    public Topic createTopic(@Nullable String name) throws JMSException {
        throw queuesOnly("createTopic");
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        throw queuesOnly("createTemporaryTopic");
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        throw queuesOnly("unsubscribe");
    }

    private static JMSException queuesOnly(String method) {
        return Refusals.wrongDomain("queues", method);
    }
}
