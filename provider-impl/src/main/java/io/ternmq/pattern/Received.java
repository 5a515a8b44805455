// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that has come. What is seldom asked is looked up when it is asked. Any thread may read. */
record Received<T>(T body, Message message, @Nullable Channel channel) implements Incoming<T> {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    private static final String GROUP = "JMSXGroupID";
    private static final long NO_OFFSET = -1;

    @FunctionalInterface
    private interface Look<V extends @Nullable Object> {

        V look() throws JMSException;
    }

    @Override
    public @Nullable String id() {
        return this.<@Nullable String>of(message::getJMSMessageID);
    }

    @Override
    public MessageKind kind() {
        String said = string(MessageProperties.KIND);
        for (MessageKind kind : MessageKind.values()) {
            if (kind.name().equals(said)) {
                return kind;
            }
        }
        return channel != null && channel.isQueue() ? MessageKind.COMMAND : MessageKind.EVENT;
    }

    @Override
    public @Nullable String type() {
        return this.<@Nullable String>of(message::getJMSType);
    }

    @Override
    public @Nullable String source() {
        return string(MessageProperties.SOURCE);
    }

    @Override
    public @Nullable String key() {
        String key = string(MessageProperties.KEY);
        return key == null ? string(GROUP) : key;
    }

    @Override
    public @Nullable String correlationId() {
        return this.<@Nullable String>of(message::getJMSCorrelationID);
    }

    @Override
    public Instant sentAt() {
        return Instant.ofEpochMilli(of(message::getJMSTimestamp));
    }

    /** A provider that does not count says at least whether it has delivered it before. */
    @Override
    public int attempt() {
        return of(() -> message.propertyExists(DELIVERY_COUNT)
                ? message.getIntProperty(DELIVERY_COUNT)
                : message.getJMSRedelivered() ? 2 : 1);
    }

    @Override
    public long offset() {
        return of(() -> message.propertyExists(MessageProperties.OFFSET)
                ? message.getLongProperty(MessageProperties.OFFSET)
                : NO_OFFSET);
    }

    @Override
    public Map<String, Object> headers() {
        return of(() -> {
            Map<String, Object> headers = new LinkedHashMap<>();
            for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
                headers.put(name.toString(), message.getObjectProperty(name.toString()));
            }
            return Collections.unmodifiableMap(headers);
        });
    }

    @Override
    public TraceContext trace() {
        return of(() -> TraceContext.of(message));
    }

    private @Nullable String string(String name) {
        return this.<@Nullable String>of(() -> message.getStringProperty(name));
    }

    private <V extends @Nullable Object> V of(Look<V> look) {
        try {
            return look.look();
        } catch (JMSException e) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT, "A header of a message cannot be read: " + e.getMessage(), e);
        }
    }

    /** Says where it comes from, not what it says. */
    @Override
    public String toString() {
        return "Message " + id() + " from " + channel;
    }
}
