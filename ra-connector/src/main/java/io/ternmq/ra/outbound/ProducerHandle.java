// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The producer that a program has. One thread at a time, except {@link #close()}. */
class ProducerHandle implements MessageProducer {

    private final Bound<MessageProducer> producer;
    /** What the program has set, by method; for the producer on the next session. */
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private volatile boolean closed;

    ProducerHandle(SessionHandle session, @Nullable Destination destination) throws JMSException {
        this.producer = session.get(() -> Bound.make(session, below -> make(below, destination)));
    }

    /** A call of a setter. */
    private interface Setting {
        void on(MessageProducer producer) throws JMSException;
    }

    private MessageProducer make(Session session, @Nullable Destination destination) throws JMSException {
        MessageProducer made = session.createProducer(destination);
        for (Setting setting : settings.values()) {
            setting.on(made);
        }
        return made;
    }

    private void set(String name, Setting setting) throws JMSException {
        setting.on(producer());
        settings.put(name, setting);
    }

    private MessageProducer producer() throws JMSException {
        if (closed) {
            throw Refusals.closed("producer");
        }
        return producer.get();
    }

    private void sending(Calls.Action send) throws JMSException {
        producer.owner().run(send);
    }

    private @Nullable CompletionListener watched(@Nullable CompletionListener listener) {
        return producer.owner().hearing().watched(listener);
    }

    /** Refuses what Jakarta EE forbids. */
    private void sendingAsync(Calls.Action send) throws JMSException {
        producer.owner().require("a send with a CompletionListener", "send without one.");
        sending(send);
    }

    // --- settings -----------------------------------------------------------------------------------------------

    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        set("setDisableMessageID", bare -> bare.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        return producer().getDisableMessageID();
    }

    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        set("setDisableMessageTimestamp", bare -> bare.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        return producer().getDisableMessageTimestamp();
    }

    @Override
    public void setDeliveryMode(int deliveryMode) throws JMSException {
        set("setDeliveryMode", bare -> bare.setDeliveryMode(deliveryMode));
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        return producer().getDeliveryMode();
    }

    @Override
    public void setPriority(int priority) throws JMSException {
        set("setPriority", bare -> bare.setPriority(priority));
    }

    @Override
    public int getPriority() throws JMSException {
        return producer().getPriority();
    }

    @Override
    public void setTimeToLive(long millis) throws JMSException {
        set("setTimeToLive", bare -> bare.setTimeToLive(millis));
    }

    @Override
    public long getTimeToLive() throws JMSException {
        return producer().getTimeToLive();
    }

    @Override
    public void setDeliveryDelay(long millis) throws JMSException {
        set("setDeliveryDelay", bare -> bare.setDeliveryDelay(millis));
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        return producer().getDeliveryDelay();
    }

    @Override
    public @Nullable Destination getDestination() throws JMSException {
        return producer().getDestination();
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        producer.close();
    }

    // --- sending ------------------------------------------------------------------------------------------------

    @Override
    public void send(@Nullable Message message) throws JMSException {
        sending(() -> producer().send(message));
    }

    @Override
    public void send(@Nullable Message message, int deliveryMode, int priority, long timeToLive) throws JMSException {
        sending(() -> producer().send(message, deliveryMode, priority, timeToLive));
    }

    @Override
    public void send(@Nullable Destination destination, @Nullable Message message) throws JMSException {
        sending(() -> producer().send(destination, message));
    }

    @Override
    public void send(
            @Nullable Destination destination,
            @Nullable Message message,
            int deliveryMode,
            int priority,
            long timeToLive)
            throws JMSException {
        sending(() -> producer().send(destination, message, deliveryMode, priority, timeToLive));
    }

    @Override
    public void send(@Nullable Message message, @Nullable CompletionListener listener) throws JMSException {
        sendingAsync(() -> producer().send(message, watched(listener)));
    }

    @Override
    public void send(
            @Nullable Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            @Nullable CompletionListener listener)
            throws JMSException {
        sendingAsync(() -> producer().send(message, deliveryMode, priority, timeToLive, watched(listener)));
    }

    @Override
    public void send(
            @Nullable Destination destination, @Nullable Message message, @Nullable CompletionListener listener)
            throws JMSException {
        sendingAsync(() -> producer().send(destination, message, watched(listener)));
    }

    @Override
    public void send(
            @Nullable Destination destination,
            @Nullable Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            @Nullable CompletionListener listener)
            throws JMSException {
        sendingAsync(() -> producer()
                .send(destination, message, deliveryMode, priority, timeToLive, watched(listener)));
    }
}
