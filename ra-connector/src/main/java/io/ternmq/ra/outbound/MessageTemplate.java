// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a context's producer puts onto every message: properties and headers. Owner: the context's thread. */
abstract class MessageTemplate implements JMSProducer {

    private final Message template;
    private boolean correlationBytes;

    MessageTemplate(Message template) {
        this.template = template;
    }

    /** Refuses when the context is closed. */
    abstract void requireOpen() throws JMSException;

    /** Calls if the context is open. */
    final JMSProducer with(Calls.Action action) {
        Calls.run(() -> {
            requireOpen();
            action.run();
        });
        return this;
    }

    private Message opened() throws JMSException {
        requireOpen();
        return template;
    }

    /** Puts what was set on this producer onto a message. */
    final void imprint(Message message) throws JMSException {
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
        return Calls.get(() -> opened().propertyExists(name));
    }

    @Override
    public boolean getBooleanProperty(@Nullable String name) {
        return Calls.get(() -> opened().getBooleanProperty(name));
    }

    @Override
    public byte getByteProperty(@Nullable String name) {
        return Calls.get(() -> opened().getByteProperty(name));
    }

    @Override
    public short getShortProperty(@Nullable String name) {
        return Calls.get(() -> opened().getShortProperty(name));
    }

    @Override
    public int getIntProperty(@Nullable String name) {
        return Calls.get(() -> opened().getIntProperty(name));
    }

    @Override
    public long getLongProperty(@Nullable String name) {
        return Calls.get(() -> opened().getLongProperty(name));
    }

    @Override
    public float getFloatProperty(@Nullable String name) {
        return Calls.get(() -> opened().getFloatProperty(name));
    }

    @Override
    public double getDoubleProperty(@Nullable String name) {
        return Calls.get(() -> opened().getDoubleProperty(name));
    }

    @Override
    public @Nullable String getStringProperty(@Nullable String name) {
        return Calls.find(() -> opened().getStringProperty(name));
    }

    @Override
    public @Nullable Object getObjectProperty(@Nullable String name) {
        return Calls.find(() -> opened().getObjectProperty(name));
    }

    @Override
    public Set<String> getPropertyNames() {
        return Calls.get(() -> {
            requireOpen();
            return Collections.unmodifiableSet(names());
        });
    }

    private Set<String> names() throws JMSException {
        Set<String> names = new LinkedHashSet<>();
        Enumeration<?> all = template.getPropertyNames();
        while (all.hasMoreElements()) {
            names.add(String.valueOf(all.nextElement()));
        }
        return names;
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
        return Calls.find(() -> opened().getJMSCorrelationIDAsBytes());
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
        return Calls.find(() -> opened().getJMSCorrelationID());
    }

    @Override
    public JMSProducer setJMSType(@Nullable String type) {
        return with(() -> template.setJMSType(type));
    }

    @Override
    public @Nullable String getJMSType() {
        return Calls.find(() -> opened().getJMSType());
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
        return with(() -> template.setJMSReplyTo(replyTo));
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return Calls.find(() -> opened().getJMSReplyTo());
    }
}
