// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.client.SimplifiedConsumer;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The consumer that a program has. One thread at a time, except {@link #close()}. */
class ConsumerHandle implements MessageConsumer {

    private static final String BEAN = "write a message-driven bean.";

    private final Bound<MessageConsumer> consumer;
    private volatile @Nullable MessageListener listener;
    private volatile boolean closed;

    ConsumerHandle(Bound<MessageConsumer> consumer) {
        this.consumer = consumer;
    }

    /** A handle with the interfaces of the consumer. */
    static ConsumerHandle of(Bound<MessageConsumer> consumer) throws JMSException {
        MessageConsumer bare = consumer.get();
        if (bare instanceof QueueReceiver) {
            return new Receiver(consumer);
        }
        return bare instanceof TopicSubscriber ? new Subscriber(consumer) : new ConsumerHandle(consumer);
    }

    static <T extends MessageConsumer> T as(Class<T> kind, MessageConsumer consumer, String wanted)
            throws JMSException {
        if (kind.isInstance(consumer)) {
            return kind.cast(consumer);
        }
        consumer.close();
        throw Refusals.notA(wanted, "The destination of the consumer");
    }

    final MessageConsumer consumer() throws JMSException {
        if (closed) {
            throw Refusals.closed("consumer");
        }
        return consumer.get();
    }

    /** What the simplified interface can and this one cannot: leave a message that has no such body. */
    final <T> @Nullable T body(Function<JMSConsumer, @Nullable T> taking) {
        try {
            return taking.apply(Calls.get(this::simplified));
        } catch (JMSRuntimeException e) {
            if (e.getCause() instanceof JMSException reason) {
                consumer.owner().noticed(reason);
            }
            throw e;
        }
    }

    private JMSConsumer simplified() throws JMSException {
        return ((SimplifiedConsumer) consumer()).simplified();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        return consumer().getMessageSelector();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        consumer.owner().require("MessageConsumer.getMessageListener()", BEAN);
        return consumer().getMessageListener() == null ? null : listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
        consumer.owner().require("MessageConsumer.setMessageListener()", BEAN);
        consumer()
                .setMessageListener(
                        newListener == null ? null : consumer.owner().hearing().watched(newListener));
        listener = newListener;
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        return consumer.owner().find(() -> consumer().receive());
    }

    @Override
    public @Nullable Message receive(long timeoutMillis) throws JMSException {
        return consumer.owner().find(() -> consumer().receive(timeoutMillis));
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        return consumer.owner().find(() -> consumer().receiveNoWait());
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        consumer.close();
    }

    /** A consumer of a queue. */
    private static final class Receiver extends ConsumerHandle implements QueueReceiver {

        Receiver(Bound<MessageConsumer> consumer) {
            super(consumer);
        }

        @Override
        public Queue getQueue() throws JMSException {
            return ((QueueReceiver) consumer()).getQueue();
        }
    }

    /** A consumer of a topic. */
    private static final class Subscriber extends ConsumerHandle implements TopicSubscriber {

        Subscriber(Bound<MessageConsumer> consumer) {
            super(consumer);
        }

        @Override
        public Topic getTopic() throws JMSException {
            return ((TopicSubscriber) consumer()).getTopic();
        }

        @Override
        public boolean getNoLocal() throws JMSException {
            return ((TopicSubscriber) consumer()).getNoLocal();
        }
    }
}
