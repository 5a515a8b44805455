// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The producer of a context: a producer without destination. Owner: the context's thread. */
final class ContextProducer extends MessageTemplate {

    private final SessionHandle session;
    private final MessageProducer producer;
    private @Nullable CompletionListener async;

    ContextProducer(SessionHandle session) throws JMSException {
        super(session.createMessage());
        this.session = session;
        this.producer = session.createProducer(null);
    }

    @Override
    void requireOpen() throws JMSException {
        session.requireOpen();
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
        return send(destination, Calls.get(() -> session.createTextMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Map<String, Object> body) {
        return send(destination, Calls.get(() -> mapMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, byte @Nullable [] body) {
        return send(destination, Calls.get(() -> bytesMessage(body)));
    }

    @Override
    public JMSProducer send(@Nullable Destination destination, @Nullable Serializable body) {
        return send(destination, Calls.get(() -> session.createObjectMessage(body)));
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

    // --- options ------------------------------------------------------------------------------------------------

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        return with(() -> {
            if (listener != null) {
                session.require("JMSProducer.setAsync()", "send without a CompletionListener.");
            }
            async = listener;
        });
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        Calls.run(this::requireOpen);
        return async;
    }

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return with(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return Calls.get(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return with(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return Calls.get(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        return with(() -> producer.setDeliveryMode(deliveryMode));
    }

    @Override
    public int getDeliveryMode() {
        return Calls.get(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int priority) {
        return with(() -> producer.setPriority(priority));
    }

    @Override
    public int getPriority() {
        return Calls.get(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long millis) {
        return with(() -> producer.setTimeToLive(millis));
    }

    @Override
    public long getTimeToLive() {
        return Calls.get(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long millis) {
        return with(() -> producer.setDeliveryDelay(millis));
    }

    @Override
    public long getDeliveryDelay() {
        return Calls.get(producer::getDeliveryDelay);
    }
}
