// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.ClientConsumer;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.message.TernMessage;
import io.ternmq.protocol.Event;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** A consumer of the simplified interfaces. One thread at a time, except {@link #close()}. */
final class TernContextConsumer implements JMSConsumer {

    private final TernConsumer consumer;

    TernContextConsumer(TernConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public @Nullable String getMessageSelector() {
        return Calls.uncheckedFind(consumer::getMessageSelector);
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        return Calls.uncheckedFind(consumer::getMessageListener);
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) {
        Calls.unchecked(() -> consumer.setMessageListener(listener));
    }

    @Override
    public @Nullable Message receive() {
        return Calls.uncheckedFind(() -> consumer.receive());
    }

    @Override
    public @Nullable Message receive(long timeout) {
        return Calls.uncheckedFind(() -> consumer.receive(timeout));
    }

    @Override
    public @Nullable Message receiveNoWait() {
        return Calls.uncheckedFind(consumer::receiveNoWait);
    }

    @Override
    public <T> @Nullable T receiveBody(@Nullable Class<T> type) {
        return body(type, ClientConsumer.FOREVER);
    }

    @Override
    public <T> @Nullable T receiveBody(@Nullable Class<T> type, long timeout) {
        return body(type, TernConsumer.nanosOf(timeout));
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(@Nullable Class<T> type) {
        return body(type, 0);
    }

    @Override
    public void close() {
        Calls.unchecked(consumer::close);
    }

    private <T> @Nullable T body(@Nullable Class<T> type, long nanos) {
        if (type == null) {
            throw JmsExceptions.toRuntime(JmsExceptions.of(
                    ErrorCode.MESSAGE_FORMAT, "A body is received as an object of some class, but none was given."));
        }
        return Calls.uncheckedFind(() -> consumer.<T>receive(delivery -> bodyOf(delivery, type), nanos));
    }

    /** The body, or an exception that tells the session that the message was not consumed. */
    private <T> T bodyOf(Event.Deliver delivery, Class<T> type) {
        TernMessage message = consumer.deliveries().message(delivery);
        T body = Calls.uncheckedFind(() -> message.getBody(type));
        if (body == null) {
            throw JmsExceptions.toRuntime(noBody(delivery, type));
        }
        return body;
    }

    private static JMSException noBody(Event.Deliver delivery, Class<?> type) {
        return JmsExceptions.of(
                ErrorCode.MESSAGE_FORMAT,
                "Message " + delivery.message().id() + " has no body that can be returned as " + type.getName() + '.');
    }
}
