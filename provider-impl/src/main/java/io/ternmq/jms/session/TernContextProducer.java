// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.message.TernMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A producer of the simplified interfaces: a producer without destination, and a template whose properties and headers
 * go onto every message. Owner: the context's thread.
 */
final class TernContextProducer implements JMSProducer {

    private final TernSession session;
    private final TernProducer producer;
    private final TernMessage template = new TernMessage();
    private @Nullable CompletionListener async;
    private boolean correlationBytes;

    TernContextProducer(TernSession session, TernProducer producer) {
        this.session = session;
        this.producer = producer;
    }

    // --- sending ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Message message) {
        return with(() -> {
            if (message == null) {
                throw JmsExceptions.of(
                        ErrorCode.MESSAGE_FORMAT,
                        "There is no message to send; create one with the context, or send a body.");
            }
            imprint(message);
            if (async == null) {
                producer.send(destination, message);
            } else {
                producer.send(destination, message, async);
            }
        });
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable String body) {
        return send(destination, Calls.uncheckedGet(() -> session.createTextMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Map<String, Object> body) {
        return send(destination, Calls.uncheckedGet(() -> mapMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, byte @Nullable [] body) {
        return send(destination, Calls.uncheckedGet(() -> bytesMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Serializable body) {
        return send(destination, Calls.uncheckedGet(() -> session.createObjectMessage(body)));
    }

    private Message mapMessage(@Nullable Map<String, Object> body) throws JMSException {
        MapMessage message = session.createMapMessage();
        if (body != null) {
            for (Map.Entry<?, ?> entry : body.entrySet()) {
                message.setObject(requireName(entry.getKey()), entry.getValue());
            }
        }
        return message;
    }

    /** A map that came in by a raw type may have anything for a name. */
    private static String requireName(@Nullable Object name) throws JMSException {
        if (name instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw JmsExceptions.of(
                ErrorCode.MESSAGE_FORMAT, "A map that is sent needs names of one character or more, not " + name + '.');
    }

    private Message bytesMessage(byte @Nullable [] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        if (body != null) {
            message.writeBytes(body);
        }
        return message;
    }

    /** Puts what was set on this producer onto a message. */
    private void imprint(Message message) throws JMSException {
        for (String name : Collections.list(template.getPropertyNames())) {
            message.setObjectProperty(name, template.getObjectProperty(name));
        }
        if (template.getJMSType() != null) {
            message.setJMSType(template.getJMSType());
        }
        if (template.getJMSReplyTo() != null) {
            message.setJMSReplyTo(template.getJMSReplyTo());
        }
        imprintCorrelation(message);
    }

    private void imprintCorrelation(Message message) throws JMSException {
        if (correlationBytes) {
            message.setJMSCorrelationIDAsBytes(template.getJMSCorrelationIDAsBytes());
        } else if (template.getJMSCorrelationID() != null) {
            message.setJMSCorrelationID(template.getJMSCorrelationID());
        }
    }

    // --- options ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return with(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return Calls.uncheckedGet(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return with(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return Calls.uncheckedGet(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        return with(() -> producer.setDeliveryMode(deliveryMode));
    }

    @Override
    public int getDeliveryMode() {
        return Calls.uncheckedGet(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int priority) {
        return with(() -> producer.setPriority(priority));
    }

    @Override
    public int getPriority() {
        return Calls.uncheckedGet(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long timeToLive) {
        return with(() -> producer.setTimeToLive(timeToLive));
    }

    @Override
    public long getTimeToLive() {
        return Calls.uncheckedGet(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long deliveryDelay) {
        return with(() -> producer.setDeliveryDelay(deliveryDelay));
    }

    @Override
    public long getDeliveryDelay() {
        return Calls.uncheckedGet(producer::getDeliveryDelay);
    }

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        return with(() -> async = listener);
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        Calls.unchecked(producer::requireOpen);
        return async;
    }

    // --- properties ---------------------------------------------------------------------------------------------

    @Override
    public JMSProducer setProperty(@Nullable String name, boolean value) {
        return with(() -> template.setBooleanProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, byte value) {
        return with(() -> template.setByteProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, short value) {
        return with(() -> template.setShortProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, int value) {
        return with(() -> template.setIntProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, long value) {
        return with(() -> template.setLongProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, float value) {
        return with(() -> template.setFloatProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, double value) {
        return with(() -> template.setDoubleProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, @Nullable String value) {
        return with(() -> template.setStringProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(@Nullable String name, @Nullable Object value) {
        return with(() -> template.setObjectProperty(name, value));
    }

    @Override
    public JMSProducer clearProperties() {
        opened().clearProperties();
        return this;
    }

    @Override
    public boolean propertyExists(@Nullable String name) {
        return opened().propertyExists(name);
    }

    @Override
    public boolean getBooleanProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getBooleanProperty(name));
    }

    @Override
    public byte getByteProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getByteProperty(name));
    }

    @Override
    public short getShortProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getShortProperty(name));
    }

    @Override
    public int getIntProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getIntProperty(name));
    }

    @Override
    public long getLongProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getLongProperty(name));
    }

    @Override
    public float getFloatProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getFloatProperty(name));
    }

    @Override
    public double getDoubleProperty(@Nullable String name) {
        return Calls.uncheckedGet(() -> opened().getDoubleProperty(name));
    }

    @Override
    public @Nullable String getStringProperty(@Nullable String name) {
        return Calls.uncheckedFind(() -> opened().getStringProperty(name));
    }

    @Override
    public @Nullable Object getObjectProperty(@Nullable String name) {
        return opened().getObjectProperty(name);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Collections.unmodifiableSet(new PropertyNameSet(opened()));
    }

    // --- headers ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
        opened().setJMSCorrelationIDAsBytes(correlationId);
        correlationBytes = correlationId != null;
        return this;
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return opened().getJMSCorrelationIDAsBytes();
    }

    @Override
    public JMSProducer setJMSCorrelationID(@Nullable String correlationId) {
        opened().setJMSCorrelationID(correlationId);
        correlationBytes = false;
        return this;
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return opened().getJMSCorrelationID();
    }

    @Override
    public JMSProducer setJMSType(@Nullable String type) {
        opened().setJMSType(type);
        return this;
    }

    @Override
    public @Nullable String getJMSType() {
        return opened().getJMSType();
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
        return with(() -> template.setJMSReplyTo(replyTo));
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return opened().getJMSReplyTo();
    }

    /** The template, for as long as the context is open. */
    private TernMessage opened() {
        Calls.unchecked(producer::requireOpen);
        return template;
    }

    private JMSProducer with(Calls.Action action) {
        Calls.unchecked(producer::requireOpen);
        Calls.unchecked(action);
        return this;
    }
}
