// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The consumer of a context. One thread at a time, except {@link #close()}. */
final class ContextConsumer implements JMSConsumer {

    private final ContextHandle context;
    private final ConsumerHandle consumer;
    /** Not acknowledged and asked for as a body that it does not have; comes again with the next call. */
    private @Nullable Message unread;
    private volatile @Nullable MessageListener listener;

    ContextConsumer(ContextHandle context, ConsumerHandle consumer) {
        this.context = context;
        this.consumer = consumer;
    }

    @Override
    public @Nullable String getMessageSelector() {
        return Calls.find(consumer::getMessageSelector);
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        return Calls.find(() -> consumer.getMessageListener() == null ? null : listener);
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) {
        Calls.run(() -> consumer.setMessageListener(newListener == null ? null : message -> {
            context.received(message);
            newListener.onMessage(message);
        }));
        listener = newListener;
    }

    @Override
    public @Nullable Message receive() {
        return next(consumer::receive);
    }

    @Override
    public @Nullable Message receive(long timeoutMillis) {
        return next(() -> consumer.receive(timeoutMillis));
    }

    @Override
    public @Nullable Message receiveNoWait() {
        return next(consumer::receiveNoWait);
    }

    @Override
    public <T> @Nullable T receiveBody(@Nullable Class<T> type) {
        return body(type, consumer::receive, below -> below.receiveBody(type));
    }

    @Override
    public <T> @Nullable T receiveBody(@Nullable Class<T> type, long timeoutMillis) {
        return body(type, () -> consumer.receive(timeoutMillis), below -> below.receiveBody(type, timeoutMillis));
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(@Nullable Class<T> type) {
        return body(type, consumer::receiveNoWait, below -> below.receiveBodyNoWait(type));
    }

    @Override
    public void close() {
        Calls.run(consumer::close);
    }

    private @Nullable Message next(Calls.Search<Message> receiving) {
        Calls.run(context.session()::requireOpen);
        Message message = unread;
        unread = null;
        if (message == null) {
            message = Calls.find(receiving);
        }
        if (message != null) {
            context.received(message);
        }
        return message;
    }

    private <T> @Nullable T body(
            @Nullable Class<T> type, Calls.Search<Message> receiving, Function<JMSConsumer, @Nullable T> taking) {
        if (type == null) {
            throw Refusals.unchecked(new MessageFormatException(
                    "A body is received as an object of some class, but none was given.",
                    ErrorCode.MESSAGE_FORMAT.code()));
        }
        if (context.getSessionMode() != JMSContext.CLIENT_ACKNOWLEDGE) {
            return consumer.body(taking);
        }
        Message message = next(receiving);
        return message == null ? null : Calls.get(() -> body(type, message));
    }

    private <T> T body(Class<T> type, Message message) throws JMSException {
        unread = message;
        T body = message.getBody(type);
        if (body == null) {
            throw new MessageFormatException(
                    "Message " + message.getJMSMessageID() + " has no body that can be returned as " + type.getName()
                            + '.',
                    ErrorCode.MESSAGE_FORMAT.code());
        }
        unread = null;
        return body;
    }
}
