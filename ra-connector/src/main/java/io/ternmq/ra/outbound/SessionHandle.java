// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The session that a program has. One thread at a time, except {@link #close()}. */
class SessionHandle implements Session {

    private static final String BEAN = "write a message-driven bean.";

    private final ConnectionHandle connection;
    private final Seat seat;
    private final int mode;
    private final Set<AutoCloseable> children = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Hearing hearing = new Hearing();
    private volatile @Nullable MessageListener sessionListener;

    SessionHandle(ConnectionHandle connection, Seat seat, int mode) {
        this.connection = connection;
        this.seat = seat;
        this.mode = mode;
    }

    static SessionHandle of(Kind kind, ConnectionHandle connection, Seat seat, int mode) {
        return switch (kind) {
            case UNIFIED -> new SessionHandle(connection, seat, mode);
            case QUEUES -> new QueueSessionHandle(connection, seat, mode);
            case TOPICS -> new TopicSessionHandle(connection, seat, mode);
        };
    }

    // --- for the others of this room ----------------------------------------------------------------------------

    /** The session below, in the transaction of the thread. */
    final Session session() throws JMSException {
        requireOpen();
        return seat.session();
    }

    final void requireOpen() throws JMSException {
        if (closed.get()) {
            throw Refusals.closed("session");
        }
    }

    /** Knows when the program is in a listener of this session. */
    final Hearing hearing() {
        return hearing;
    }

    /** Refuses what Jakarta EE forbids. */
    final void require(String method, String instead) throws JMSException {
        requireOpen();
        connection.desk().require(method, instead);
    }

    final void keep(AutoCloseable child) throws JMSException {
        children.add(child);
        if (!(child instanceof MessageProducer)) {
            seat.line().keep(child);
        }
    }

    final void forget(AutoCloseable child) throws JMSException {
        children.remove(child);
        if (seat.grip().isOpen()) {
            seat.line().forget(child);
        }
    }

    /** A call for a value; the managed connection hears of its failure. */
    final <T> T get(Calls.Call<T> call) throws JMSException {
        try {
            return call.get();
        } catch (JMSException e) {
            noticed(e);
            throw e;
        }
    }

    /** A call for a value or none; the managed connection hears of its failure. */
    final <T> @Nullable T find(Calls.Search<T> call) throws JMSException {
        try {
            return call.get();
        } catch (JMSException e) {
            noticed(e);
            throw e;
        }
    }

    /** A call; the managed connection hears of its failure. */
    final void run(Calls.Action call) throws JMSException {
        try {
            call.run();
        } catch (JMSException e) {
            noticed(e);
            throw e;
        }
    }

    final Line line() throws JMSException {
        return seat.line();
    }

    /** A failure that was met elsewhere. */
    final void noticed(JMSException failure) {
        seat.grip().noticed(failure);
    }

    final void start() throws JMSException {
        run(() -> seat.grip().start());
    }

    // --- messages -----------------------------------------------------------------------------------------------

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        return session().createBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        return session().createMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        return session().createMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        return session().createObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        return session().createObjectMessage(object);
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        return session().createStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return session().createTextMessage();
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) throws JMSException {
        return session().createTextMessage(text);
    }

    // --- transactions and acknowledgement -----------------------------------------------------------------------

    @Override
    public boolean getTransacted() throws JMSException {
        requireOpen();
        return seat.getTransacted();
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        requireOpen();
        return seat.getAcknowledgeMode(mode);
    }

    @Override
    public void commit() throws JMSException {
        requireOpen();
        run(() -> seat.transacted("commit").commit());
    }

    @Override
    public void rollback() throws JMSException {
        requireOpen();
        run(() -> seat.transacted("roll back").rollback());
    }

    @Override
    public void recover() throws JMSException {
        requireOpen();
        run(seat::recover);
    }

    @Override
    public void close() throws JMSException {
        hearing.requireOutside("close its session");
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            for (AutoCloseable child : children) {
                forget(child);
                run(() -> Line.close(child));
            }
        } finally {
            connection.leave(this, seat);
        }
    }

    // --- listeners ----------------------------------------------------------------------------------------------

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        require("Session.getMessageListener()", BEAN);
        return session().getMessageListener() == null ? null : sessionListener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        require("Session.setMessageListener()", BEAN);
        session().setMessageListener(listener == null ? null : hearing.watched(listener));
        sessionListener = listener;
    }

    @Override
    public void run() {
        Calls.run(() -> require("Session.run()", BEAN));
        Calls.get(this::session).run();
    }

    // --- producers and consumers --------------------------------------------------------------------------------

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        return new ProducerHandle(this, destination);
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
        return consumer(session -> session.createConsumer(destination, selector, noLocal));
    }

    @Override
    public MessageConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        return consumer(session -> session.createSharedConsumer(topic, name, selector));
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
        MessageConsumer consumer =
                consumer(session -> session.createDurableSubscriber(topic, name, selector, noLocal));
        return ConsumerHandle.as(TopicSubscriber.class, consumer, "topic");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name)
            throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        return consumer(session -> session.createSharedDurableConsumer(topic, name, selector));
    }

    private MessageConsumer consumer(Bound.Maker<MessageConsumer> maker) throws JMSException {
        return get(() -> ConsumerHandle.of(Bound.make(this, maker)));
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        return get(() -> new BrowserHandle(Bound.make(this, session -> session.createBrowser(queue, selector))));
    }

    @Override
    public void unsubscribe(@Nullable String name) throws JMSException {
        Session below = session();
        run(() -> below.unsubscribe(name));
    }

    // --- destinations -------------------------------------------------------------------------------------------

    @Override
    public Queue createQueue(@Nullable String name) throws JMSException {
        return session().createQueue(name);
    }

    @Override
    public Topic createTopic(@Nullable String name) throws JMSException {
        return session().createTopic(name);
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        Session below = session();
        TemporaryQueue queue = get(below::createTemporaryQueue);
        seat.line().keep(queue);
        return queue;
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        Session below = session();
        TemporaryTopic topic = get(below::createTemporaryTopic);
        seat.line().keep(topic);
        return topic;
    }

    @Override
    public String toString() {
        return "Session"
                + (closed.get() ? ", closed" : " of " + children.size() + " producers, consumers and browsers");
    }
}
