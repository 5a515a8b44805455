// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session for topics only. */
final class TopicSessionHandle extends SessionHandle implements TopicSession {

    TopicSessionHandle(ConnectionHandle connection, Seat seat, int mode) {
        super(connection, seat, mode);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        return ConsumerHandle.as(TopicSubscriber.class, createConsumer(topic, selector, noLocal), "topic");
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        return new PublisherHandle(this, topic);
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        return new PublisherHandle(this, requireTopic(destination));
    }

    @Override
    public MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
        return super.createConsumer(requireTopic(destination), selector, noLocal);
    }

    private static @Nullable Topic requireTopic(@Nullable Destination destination) throws JMSException {
        if (destination == null || destination instanceof Topic) {
            return (Topic) destination;
        }
        throw Refusals.notA("topic", destination);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        throw topicsOnly("createBrowser");
    }

    @Override
    public Queue createQueue(@Nullable String name) throws JMSException {
        throw topicsOnly("createQueue");
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        throw topicsOnly("createTemporaryQueue");
    }

    private static JMSException topicsOnly(String method) {
        return Refusals.wrongDomain("topics", method);
    }
}
