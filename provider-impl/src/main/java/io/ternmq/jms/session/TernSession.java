// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTemporaryQueue;
import io.ternmq.jms.TernTemporaryTopic;
import io.ternmq.jms.TernTopic;
import io.ternmq.jms.message.TernBytesMessage;
import io.ternmq.jms.message.TernMapMessage;
import io.ternmq.jms.message.TernMessage;
import io.ternmq.jms.message.TernObjectMessage;
import io.ternmq.jms.message.TernStreamMessage;
import io.ternmq.jms.message.TernTextMessage;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.Event;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A session of the specification. One thread at a time, except {@link #close()}. */
public class TernSession implements Session {

    private final TernConnection connection;
    private final ClientSession core;
    private final int mode;
    private final Deliveries deliveries;
    private final Subscriptions subscriptions;
    private final java.util.Queue<Event.Deliver> handedOn = new ConcurrentLinkedQueue<>();
    private volatile @Nullable MessageListener listener;

    TernSession(TernConnection connection, ClientSession core, int mode) {
        this.connection = connection;
        this.core = core;
        this.mode = mode;
        this.deliveries = new Deliveries(core, connection.filter());
        this.subscriptions = new Subscriptions(connection, core, deliveries);
    }

    // --- messages -----------------------------------------------------------------------------------------------

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        requireOpen();
        return new TernBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        requireOpen();
        return new TernMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        requireOpen();
        return new TernMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        requireOpen();
        return new TernObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        requireOpen();
        return new TernStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        requireOpen();
        return new TernTextMessage();
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) throws JMSException {
        requireOpen();
        return new TernTextMessage(text);
    }

    // --- transactions and acknowledgement -----------------------------------------------------------------------

    @Override
    public boolean getTransacted() throws JMSException {
        requireOpen();
        return mode == SESSION_TRANSACTED;
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        requireOpen();
        return mode;
    }

    @Override
    public void commit() throws JMSException {
        Calls.run(core::commit);
    }

    @Override
    public void rollback() throws JMSException {
        Calls.run(core::rollback);
    }

    @Override
    public void recover() throws JMSException {
        Calls.run(core::recover);
    }

    @Override
    public void close() throws JMSException {
        Calls.run(() -> {
            core.close();
            core.giveBack(takeHandedOn());
        });
    }

    private List<Event.Deliver> takeHandedOn() {
        List<Event.Deliver> all = new ArrayList<>();
        Event.Deliver next = handedOn.poll();
        while (next != null) {
            all.add(next);
            next = handedOn.poll();
        }
        return all;
    }

    // --- application servers ------------------------------------------------------------------------------------

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
        Calls.run(() -> core.reserve(newListener != null));
        listener = newListener;
    }

    /**
     * Takes a message that a connection consumer hands on, for the next {@link #run()}. Any thread may call.
     *
     * @throws JMSException when the session is closed; then it has not taken the message
     */
    final void handOn(Event.Deliver delivery) throws JMSException {
        handedOn.add(delivery);
        if (core.isClosed() && takeBack(delivery)) {
            throw Calls.closed("session");
        }
    }

    /** Takes a message away again, unless {@link #run()} was faster. Any thread may call. */
    final boolean takeBack(Event.Deliver delivery) {
        return handedOn.remove(delivery);
    }

    /** Serves what was handed on. While the connection is stopped that goes back, and comes again after its start. */
    @Override
    public void run() {
        Calls.unchecked(() -> {
            requireOpen();
            MessageListener current = listener;
            if (current == null) {
                throw JmsExceptions.of(
                        ErrorCode.ILLEGAL_STATE, "The session has no message listener to run; set one first.");
            }
            Event.Deliver next = handedOn.poll();
            while (next != null) {
                serve(next, current);
                next = handedOn.poll();
            }
        });
    }

    private void serve(Event.Deliver delivery, MessageListener current) throws JMSException {
        boolean served = false;
        try {
            served = Calls.get(() -> core.serve(delivery, taken -> deliveries.tell(current, taken)));
        } finally {
            if (!served) {
                core.giveBack(List.of(delivery));
            }
        }
    }

    // --- producers and consumers --------------------------------------------------------------------------------

    @Override
    public TernProducer createProducer(@Nullable Destination destination) throws JMSException {
        requireOpen();
        return TernProducer.of(this, destination);
    }

    @Override
    public MessageConsumer createConsumer(@Nullable Destination destination) throws JMSException {
        return createConsumer(destination, null, false);
    }

    @Override
    public MessageConsumer createConsumer(@Nullable Destination destination, @Nullable String selector)
            throws JMSException {
        return createConsumer(destination, selector, false);
    }

    @Override
    public MessageConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
        return subscriptions.consume(destination, selector, noLocal);
    }

    @Override
    public MessageConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        return subscriptions.share(topic, name, selector);
    }

    @Override
    public MessageConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public MessageConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        return createDurableSubscriber(topic, name, selector, noLocal);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createDurableSubscriber(topic, name, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        return subscriptions.subscribeDurably(topic, name, selector, noLocal);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name)
            throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        return subscriptions.shareDurably(topic, name, selector);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        return TernBrowser.open(this, queue, selector);
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        requireOpen();
        if (name == null || name.isBlank()) {
            throw JmsExceptions.of(ErrorCode.UNKNOWN_SUBSCRIPTION, "A subscription needs a name.");
        }
        Calls.run(() -> connection.core().unsubscribe(name));
    }

    // --- destinations -------------------------------------------------------------------------------------------

    @Override
    public Queue createQueue(@Nullable String name) throws JMSException {
        requireOpen();
        return new TernQueue(requireDestinationName(name));
    }

    @Override
    public Topic createTopic(@Nullable String name) throws JMSException {
        requireOpen();
        TernTopic topic = new TernTopic(requireDestinationName(name));
        Calls.get(() -> TopicOptions.of(topic.address())); // an option that makes no sense is told at once
        return topic;
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        requireOpen();
        return new TernTemporaryQueue(connection.createTemporary(AddressKind.TEMPORARY_QUEUE), connection);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        requireOpen();
        return new TernTemporaryTopic(connection.createTemporary(AddressKind.TEMPORARY_TOPIC), connection);
    }

    private static String requireDestinationName(@Nullable String name) throws JMSException {
        if (name == null || name.isBlank()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, "A destination needs a name.");
        }
        return name;
    }

    // --- for the others of this room ----------------------------------------------------------------------------

    final TernConnection connection() {
        return connection;
    }

    final ClientSession core() {
        return core;
    }

    final Deliveries deliveries() {
        return deliveries;
    }

    final Subscriptions subscriptions() {
        return subscriptions;
    }

    final void requireOpen() throws JMSException {
        Calls.run(core::requireOpen);
    }
}
