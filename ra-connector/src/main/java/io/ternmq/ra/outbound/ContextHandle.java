// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The context that a program has, or that a server injects: a connection and a session of this room. One thread. */
final class ContextHandle implements JMSContext {

    private final ConnectionHandle connection;
    private final SessionHandle session;
    /** How many contexts are on the connection. */
    private final AtomicInteger others;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean autoStart = true;
    private volatile @Nullable Message last;

    private ContextHandle(ConnectionHandle connection, int mode, AtomicInteger others) throws JMSException {
        this.connection = connection;
        this.session = connection.session(Kind.UNIFIED, mode);
        this.others = others;
        others.incrementAndGet();
    }

    static JMSContext open(Desk desk, Login login, int mode) {
        return Calls.get(() -> {
            ConnectionHandle connection = new ConnectionHandle(desk, login, Kind.UNIFIED);
            try {
                return new ContextHandle(connection, mode, new AtomicInteger());
            } catch (JMSException | RuntimeException e) {
                try (connection) {
                    throw e;
                }
            }
        });
    }

    SessionHandle session() {
        return session;
    }

    /** Remembers what {@link #acknowledge()} is about. */
    void received(Message message) {
        last = message;
    }

    // --- connection ---------------------------------------------------------------------------------------------

    @Override
    public JMSContext createContext(int mode) {
        return Calls.get(() -> {
            session.require("JMSContext.createContext()", "ask the connection factory for another context.");
            return new ContextHandle(connection, mode, others);
        });
    }

    @Override
    public @Nullable String getClientID() {
        return Calls.find(connection::getClientID);
    }

    @Override
    public void setClientID(@Nullable String newId) {
        Calls.run(() -> {
            session.require("JMSContext.setClientID()", "set clientId of the connection factory.");
            connection.setClientID(newId);
        });
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return Calls.get(connection::getMetaData);
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        return Calls.find(connection::getExceptionListener);
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        Calls.run(() -> connection.setExceptionListener(listener));
    }

    @Override
    public void start() {
        Calls.run(connection::start);
    }

    @Override
    public void stop() {
        Calls.run(connection::stop);
    }

    @Override
    public void setAutoStart(boolean newAutoStart) {
        Calls.run(session::requireOpen);
        autoStart = newAutoStart;
    }

    @Override
    public boolean getAutoStart() {
        Calls.run(session::requireOpen);
        return autoStart;
    }

    @Override
    public void close() {
        Calls.run(() -> session.hearing().requireOutside("close its context"));
        if (closed.compareAndSet(false, true)) {
            Calls.run(() -> {
                try {
                    session.close();
                } finally {
                    leave();
                }
            });
        }
    }

    private void leave() throws JMSException {
        if (others.decrementAndGet() == 0) {
            connection.close();
        }
    }

    // --- messages -----------------------------------------------------------------------------------------------

    @Override
    public BytesMessage createBytesMessage() {
        return Calls.get(session::createBytesMessage);
    }

    @Override
    public MapMessage createMapMessage() {
        return Calls.get(session::createMapMessage);
    }

    @Override
    public Message createMessage() {
        return Calls.get(session::createMessage);
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return Calls.get(() -> session.createObjectMessage());
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) {
        return Calls.get(() -> session.createObjectMessage(object));
    }

    @Override
    public StreamMessage createStreamMessage() {
        return Calls.get(session::createStreamMessage);
    }

    @Override
    public TextMessage createTextMessage() {
        return Calls.get(() -> session.createTextMessage());
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) {
        return Calls.get(() -> session.createTextMessage(text));
    }

    // --- session ------------------------------------------------------------------------------------------------

    @Override
    public boolean getTransacted() {
        return Calls.get(session::getTransacted);
    }

    @Override
    public int getSessionMode() {
        return Calls.get(session::getAcknowledgeMode);
    }

    @Override
    public void commit() {
        Calls.run(session::commit);
    }

    @Override
    public void rollback() {
        Calls.run(session::rollback);
    }

    @Override
    public void recover() {
        Calls.run(session::recover);
    }

    /** Acknowledges what was received if the session waits for that; else there is nothing to do. */
    @Override
    public void acknowledge() {
        Calls.run(() -> {
            session.requireOpen();
            Message message = last;
            if (message != null && session.getAcknowledgeMode() == CLIENT_ACKNOWLEDGE) {
                session.run(message::acknowledge);
            }
        });
    }

    // --- producers and consumers --------------------------------------------------------------------------------

    @Override
    public JMSProducer createProducer() {
        return Calls.get(() -> new ContextProducer(session));
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination) {
        return consumer(() -> session.createConsumer(destination));
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination, @Nullable String selector) {
        return consumer(() -> session.createConsumer(destination, selector));
    }

    @Override
    public JMSConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) {
        return consumer(() -> session.createConsumer(destination, selector, noLocal));
    }

    @Override
    public JMSConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return consumer(() -> session.createDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal) {
        return consumer(() -> session.createDurableConsumer(topic, name, selector, noLocal));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return consumer(() -> session.createSharedDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) {
        return consumer(() -> session.createSharedDurableConsumer(topic, name, selector));
    }

    @Override
    public JMSConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) {
        return consumer(() -> session.createSharedConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) {
        return consumer(() -> session.createSharedConsumer(topic, name, selector));
    }

    private JMSConsumer consumer(Calls.Call<MessageConsumer> making) {
        return Calls.get(() -> {
            MessageConsumer consumer = making.get();
            begin(consumer);
            return new ContextConsumer(this, (ConsumerHandle) consumer);
        });
    }

    private void begin(MessageConsumer consumer) throws JMSException {
        if (autoStart) {
            try {
                connection.start();
            } catch (JMSException e) {
                try (consumer) {
                    throw e;
                }
            }
        }
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) {
        return Calls.get(() -> session.createBrowser(queue, selector));
    }

    @Override
    public void unsubscribe(@Nullable String name) {
        Calls.run(() -> session.unsubscribe(name));
    }

    // --- destinations -------------------------------------------------------------------------------------------

    @Override
    public Queue createQueue(@Nullable String name) {
        return Calls.get(() -> session.createQueue(name));
    }

    @Override
    public Topic createTopic(@Nullable String name) {
        return Calls.get(() -> session.createTopic(name));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        return Calls.get(session::createTemporaryQueue);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        return Calls.get(session::createTemporaryTopic);
    }

    @Override
    public String toString() {
        return "Context on " + connection;
    }
}
