// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ProviderException;
import io.ternmq.api.client.SimplifiedConsumer;
import io.ternmq.client.session.ClientConsumer;
import io.ternmq.client.session.DeliveryListener;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.protocol.Event;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A consumer of the specification. One thread at a time, except {@link #close()}. */
class TernConsumer implements MessageConsumer, SimplifiedConsumer {

    private final Deliveries deliveries;
    private final ClientConsumer core;
    private final @Nullable String selector;
    private volatile @Nullable MessageListener listener;

    TernConsumer(Deliveries deliveries, ClientConsumer core, @Nullable String selector) {
        this.deliveries = deliveries;
        this.core = core;
        this.selector = Subscriptions.selectorOf(selector);
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return selector;
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
        Calls.run(() -> core.listen(newListener == null ? null : delivery -> deliveries.tell(newListener, delivery)));
        listener = newListener;
    }

    /** Hands every message on instead of consuming it here. */
    final void handOn(DeliveryListener receiver) throws JMSException {
        Calls.run(() -> core.listen(receiver));
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        return receive(deliveries, ClientConsumer.FOREVER);
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        return receive(deliveries, nanosOf(timeout));
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        return receive(deliveries, 0);
    }

    /** Receives what the reader makes of the next message; a reader that throws has not consumed it. */
    final <T> @Nullable T receive(Function<Event.Deliver, T> reader, long nanos) throws JMSException {
        try {
            return core.receive(nanos, reader);
        } catch (ProviderException e) {
            throw JmsExceptions.translate(e);
        }
    }

    @Override
    public void close() throws JMSException {
        Calls.run(core::close);
    }

    final Deliveries deliveries() {
        return deliveries;
    }

    final void requireOpen() throws JMSException {
        Calls.run(core::requireOpen);
    }

    /** The wait that a program means: zero is for ever, and what is negative is none at all. */
    static long nanosOf(long timeoutMillis) {
        if (timeoutMillis == 0) {
            return ClientConsumer.FOREVER;
        }
        return Math.max(0, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    }

    @Override
    public JMSConsumer simplified() {
        return new TernContextConsumer(this);
    }
}
