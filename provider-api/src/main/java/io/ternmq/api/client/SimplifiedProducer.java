// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.ErrorCode;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A producer of a context, made of a session and its producer: for those who build contexts over sessions, as
 * application servers do. Properties and headers that are set go onto every message. Owner: the context's thread.
 */
public abstract class SimplifiedProducer implements JMSProducer {

    private final Session session;
    private final MessageProducer producer;
    private final Message template;
    private @Nullable CompletionListener async;
    private boolean correlationBytes;

    /**
     * A producer on which nothing has been set.
     *
     * @param session  makes the messages of bodies that are sent
     * @param producer sends, and has no destination
     * @param template an empty message, which keeps what is set
     */
    protected SimplifiedProducer(Session session, MessageProducer producer, Message template) {
        this.session = session;
        this.producer = producer;
        this.template = template;
    }

    /**
     * Refuses when the context is closed.
     *
     * @throws JMSException when it is
     */
    protected abstract void requireOpen() throws JMSException;

    /**
     * The unchecked twin of an exception.
     *
     * @param failure what the classic interfaces threw
     * @return what the simplified ones throw
     */
    protected abstract JMSRuntimeException unchecked(JMSException failure);

    /** A call without a value. */
    @FunctionalInterface
    private interface Action {
        void run() throws JMSException;
    }

    /** A call for a value. */
    @FunctionalInterface
    private interface Call<T> {
        T get() throws JMSException;
    }

    /** A call for a value or none. */
    @FunctionalInterface
    private interface Search<T> {
        @Nullable T get() throws JMSException;
    }

    private JMSProducer with(Action action) {
        try {
            requireOpen();
            action.run();
        } catch (JMSException e) {
            throw unchecked(e);
        }
        return this;
    }

    private <T> T get(Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw unchecked(e);
        }
    }

    private <T> @Nullable T find(Search<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw unchecked(e);
        }
    }

    private Message opened() throws JMSException {
        requireOpen();
        return template;
    }

    // --- sending ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Message message) {
        return with(() -> {
            if (message == null) {
                throw new MessageFormatException(
                        "There is no message to send; create one with the context, or send a body.",
                        ErrorCode.MESSAGE_FORMAT.code());
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
        return send(destination, get(() -> session.createTextMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Map<String, Object> body) {
        return send(destination, get(() -> mapMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, byte @Nullable [] body) {
        return send(destination, get(() -> bytesMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Serializable body) {
        return send(destination, get(() -> session.createObjectMessage(body)));
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
        throw new MessageFormatException(
                "A map that is sent needs names of one character or more, not " + name + '.',
                ErrorCode.MESSAGE_FORMAT.code());
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
        for (String name : names()) {
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
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        return with(() -> async = listener);
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        return find(() -> {
            requireOpen();
            return async;
        });
    }

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return with(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return get(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return with(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return get(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        return with(() -> producer.setDeliveryMode(deliveryMode));
    }

    @Override
    public int getDeliveryMode() {
        return get(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int priority) {
        return with(() -> producer.setPriority(priority));
    }

    @Override
    public int getPriority() {
        return get(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long millis) {
        return with(() -> producer.setTimeToLive(millis));
    }

    @Override
    public long getTimeToLive() {
        return get(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long millis) {
        return with(() -> producer.setDeliveryDelay(millis));
    }

    @Override
    public long getDeliveryDelay() {
        return get(producer::getDeliveryDelay);
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
        return with(template::clearProperties);
    }

    @Override
    public boolean propertyExists(@Nullable String name) {
        return get(() -> opened().propertyExists(name));
    }

    @Override
    public boolean getBooleanProperty(@Nullable String name) {
        return get(() -> opened().getBooleanProperty(name));
    }

    @Override
    public byte getByteProperty(@Nullable String name) {
        return get(() -> opened().getByteProperty(name));
    }

    @Override
    public short getShortProperty(@Nullable String name) {
        return get(() -> opened().getShortProperty(name));
    }

    @Override
    public int getIntProperty(@Nullable String name) {
        return get(() -> opened().getIntProperty(name));
    }

    @Override
    public long getLongProperty(@Nullable String name) {
        return get(() -> opened().getLongProperty(name));
    }

    @Override
    public float getFloatProperty(@Nullable String name) {
        return get(() -> opened().getFloatProperty(name));
    }

    @Override
    public double getDoubleProperty(@Nullable String name) {
        return get(() -> opened().getDoubleProperty(name));
    }

    @Override
    public @Nullable String getStringProperty(@Nullable String name) {
        return find(() -> opened().getStringProperty(name));
    }

    @Override
    public @Nullable Object getObjectProperty(@Nullable String name) {
        return find(() -> opened().getObjectProperty(name));
    }

    @Override
    public Set<String> getPropertyNames() {
        return get(() -> {
            requireOpen();
            return Collections.unmodifiableSet(new PropertyNames());
        });
    }

    private List<String> names() throws JMSException {
        List<String> names = new ArrayList<>();
        Enumeration<?> all = template.getPropertyNames();
        while (all.hasMoreElements()) {
            names.add(String.valueOf(all.nextElement()));
        }
        return names;
    }

    /** The names of the properties as they are at any time. */
    private final class PropertyNames extends AbstractSet<String> {

        @Override
        public Iterator<String> iterator() {
            return SimplifiedProducer.this.get(SimplifiedProducer.this::names).iterator();
        }

        @Override
        public int size() {
            return SimplifiedProducer.this.get(SimplifiedProducer.this::names).size();
        }
    }

    // --- headers ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
        return with(() -> {
            template.setJMSCorrelationIDAsBytes(correlationId);
            correlationBytes = correlationId != null;
        });
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return find(() -> opened().getJMSCorrelationIDAsBytes());
    }

    @Override
    public JMSProducer setJMSCorrelationID(@Nullable String correlationId) {
        return with(() -> {
            template.setJMSCorrelationID(correlationId);
            correlationBytes = false;
        });
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return find(() -> opened().getJMSCorrelationID());
    }

    @Override
    public JMSProducer setJMSType(@Nullable String type) {
        return with(() -> template.setJMSType(type));
    }

    @Override
    public @Nullable String getJMSType() {
        return find(() -> opened().getJMSType());
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
        return with(() -> template.setJMSReplyTo(replyTo));
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return find(() -> opened().getJMSReplyTo());
    }
}
