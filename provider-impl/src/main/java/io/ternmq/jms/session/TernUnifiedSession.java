// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/**
 * The session of a connection that is not restricted to one domain. It offers the methods of both older interfaces
 * too, because connection pools hand such a session out as either of them.
 */
final class TernUnifiedSession extends TernSession implements QueueSession, TopicSession {

    TernUnifiedSession(TernConnection connection, ClientSession core, int mode) {
        super(connection, core, mode);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        return as(QueueReceiver.class, createConsumer(TernQueueSession.requireQueue(queue), selector));
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        requireOpen();
        return new TernQueueSender(this, TernQueueSession.requireQueue(queue));
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(@Nullable Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        return as(TopicSubscriber.class, createConsumer(TernTopicSession.requireTopic(topic), selector, noLocal));
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        requireOpen();
        return new TernTopicPublisher(this, TernTopicSession.requireTopic(topic));
    }

    private static <T extends MessageConsumer> T as(Class<T> kind, MessageConsumer consumer) throws JMSException {
        if (kind.isInstance(consumer)) {
            return kind.cast(consumer);
        }
        consumer.close();
        throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, "The destination is of the other domain.");
    }
}
