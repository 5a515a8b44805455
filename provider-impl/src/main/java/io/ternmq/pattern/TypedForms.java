// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text travels as text, bytes as bytes, a map as a map if a map message takes its values; everything else in the form
 * that the codec gives it. Any thread.
 */
public final class TypedForms implements MessageForms {

    private static final String GROUP = "JMSXGroupID";

    private final PayloadCodec codec;
    private final @Nullable String source;
    private final List<BodyForm> others;
    private final BodyReader reader;

    /**
     * Forms over a codec.
     *
     * @param codec  for bodies that have no form of their own
     * @param source what messages say of their sender when they do not say it themselves
     * @param others further forms, which are asked first
     */
    public TypedForms(PayloadCodec codec, @Nullable String source, List<BodyForm> others) {
        this.codec = codec;
        this.source = source;
        this.others = List.copyOf(others);
        this.reader = new BodyReader(codec, this.others);
    }

    @Override
    public Destination destination(Session session, Channel channel) throws JMSException {
        return channel.isQueue() ? session.createQueue(channel.name()) : session.createTopic(channel.name());
    }

    @Override
    public @Nullable Channel channel(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Queue queue) {
            return Channel.queue(queue.getQueueName());
        }
        return destination instanceof Topic topic ? Channel.topic(topic.getTopicName()) : null;
    }

    @Override
    public Message write(Session session, Outgoing<?> message) throws JMSException {
        TraceContext given = message.trace();
        return write(session, message, given == null ? TraceContext.current() : given);
    }

    @Override
    public Message write(Session session, Outgoing<?> message, TraceContext trace) throws JMSException {
        Message form = body(session, message);
        if (message.type() != null) {
            form.setJMSType(message.type());
        }
        if (message.correlationId() != null) {
            form.setJMSCorrelationID(message.correlationId());
        }
        form.setStringProperty(MessageProperties.KIND, message.kind().name());
        setIfKnown(form, MessageProperties.SOURCE, message.source() == null ? source : message.source());
        setIfKnown(form, MessageProperties.KEY, message.key());
        setIfKnown(form, GROUP, message.key());
        for (Map.Entry<String, Object> header : message.headers().entrySet()) {
            form.setObjectProperty(header.getKey(), header.getValue());
        }
        trace.writeTo(form);
        return form;
    }

    private static void setIfKnown(Message form, String name, @Nullable String value) throws JMSException {
        if (value != null) {
            form.setStringProperty(name, value);
        }
    }

    private Message body(Session session, Outgoing<?> message) throws JMSException {
        for (BodyForm form : others) {
            Message written = form.write(session, message);
            if (written != null) {
                return written;
            }
        }
        return message.body() instanceof Map<?, ?> map && Bodies.fitsMapMessage(map)
                ? Bodies.mapMessage(session, map)
                : Bodies.write(session, Bodies.payloadOf(message.body(), codec));
    }

    @Override
    public void send(
            MessageProducer producer,
            Destination to,
            Message form,
            Outgoing<?> message,
            @Nullable CompletionListener done)
            throws JMSException {
        int mode = message.isPersistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
        long life = message.timeToLive().toMillis();
        producer.setDeliveryDelay(message.delay().toMillis());
        if (done == null) {
            producer.send(to, form, mode, message.priority(), life);
        } else {
            producer.send(to, form, mode, message.priority(), life, done);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the reader has read what the type asks for
    public <T> Incoming<T> read(Message message, PayloadType<T> type) throws JMSException {
        return new Received<>((T) reader.read(message, type.type()), message, channel(message.getJMSDestination()));
    }
}
