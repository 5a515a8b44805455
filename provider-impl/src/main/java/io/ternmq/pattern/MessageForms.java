// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** Typed messages to and from those of a provider. Callable from any thread; the sessions handed in are not. */
public interface MessageForms {

    /** The destination of a channel. */
    Destination destination(Session session, Channel channel) throws JMSException;

    /** The channel of a destination; null for null. */
    @Nullable Channel channel(@Nullable Destination destination) throws JMSException;

    /**
     * The provider's form of a message: body, headers, properties, trace context of the calling thread unless it has
     * its own. Priority, time to live, delay and persistence are for {@link #send}.
     *
     * @throws io.ternmq.api.pattern.PayloadException when the body cannot be written
     */
    Message write(Session session, Outgoing<?> message) throws JMSException;

    /** The same with a given trace context, such as that of {@link Tracing#sending}. */
    Message write(Session session, Outgoing<?> message, TraceContext trace) throws JMSException;

    /**
     * Sends what {@link #write} made.
     *
     * @param producer one without a destination; its delivery delay is changed
     * @param to       where to
     * @param form     made of the message
     * @param message  says how
     * @param done     told how it went, or null to wait for that
     */
    void send(
            MessageProducer producer,
            Destination to,
            Message form,
            Outgoing<?> message,
            @Nullable CompletionListener done)
            throws JMSException;

    /**
     * The typed form of what has come.
     *
     * @throws io.ternmq.api.pattern.PayloadException when the body is not of this type
     */
    <T> Incoming<T> read(Message message, PayloadType<T> type) throws JMSException;
}
