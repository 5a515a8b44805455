// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
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
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A connection and a session as one object. One thread at a time, except {@link #close()}. */
public class TernContext implements JMSContext {

    private final SharedConnection shared;
    private final TernConnection connection;
    private final TernSession session;
    private boolean autoStart = true;
    private boolean closed;

    private TernContext(SharedConnection shared, int mode) throws JMSException {
        this(shared, new TernSession(shared.connection(), shared.connection().openSession(mode), mode));
    }

    /** Makes a context of a session that is its alone. */
    TernContext(SharedConnection shared, TernSession session) throws JMSException {
        this.shared = shared;
        this.connection = shared.connection();
        this.session = session;
        shared.enter();
    }

    /**
     * Opens a connection with its first context; the connection is closed with its last one. Parameters as for
     * {@link TernConnection#open}.
     *
     * @param sessionMode mode of the session
     * @throws jakarta.jms.JMSRuntimeException when the broker cannot be reached or refuses, or there is no such mode
     */
    public static TernContext open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password,
            int sessionMode) {
        return Calls.uncheckedGet(() -> {
            SessionModes.of(sessionMode);
            TernConnection connection = TernConnection.open(connector, environment, policy, user, password);
            try {
                return new TernContext(new SharedConnection(connection), sessionMode);
            } catch (JMSException e) {
                connection.close();
                throw e;
            }
        });
    }

    // --- connection ---------------------------------------------------------------------------------------------

    @Override
    public JMSContext createContext(int sessionMode) {
        return Calls.uncheckedGet(() -> {
            use();
            return new TernContext(shared, sessionMode);
        });
    }

    @Override
    public @Nullable String getClientID() {
        return Calls.uncheckedFind(() -> {
            session.requireOpen();
            return connection.getClientID();
        });
    }

    @Override
    public void setClientID(@Nullable String newId) {
        Calls.unchecked(() -> {
            session.requireOpen();
            connection.setClientID(newId);
        });
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return Calls.uncheckedGet(() -> {
            session.requireOpen();
            return connection.getMetaData();
        });
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        return Calls.uncheckedFind(() -> {
            session.requireOpen();
            return connection.getExceptionListener();
        });
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        Calls.unchecked(() -> {
            use();
            connection.setExceptionListener(listener);
        });
    }

    @Override
    public void start() {
        Calls.unchecked(() -> {
            use();
            connection.start();
        });
    }

    @Override
    public void stop() {
        Calls.unchecked(() -> {
            use();
            connection.stop();
        });
    }

    @Override
    public void setAutoStart(boolean newAutoStart) {
        Calls.unchecked(this::use);
        autoStart = newAutoStart;
    }

    @Override
    public boolean getAutoStart() {
        Calls.unchecked(session::requireOpen);
        return autoStart;
    }

    @Override
    public void close() {
        Calls.unchecked(() -> {
            try {
                session.close();
            } finally {
                if (session.core().isClosed() && beginClosed()) {
                    shared.leave();
                }
            }
        });
    }

    private synchronized boolean beginClosed() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    // --- messages -----------------------------------------------------------------------------------------------

    @Override
    public BytesMessage createBytesMessage() {
        return used(session::createBytesMessage);
    }

    @Override
    public MapMessage createMapMessage() {
        return used(session::createMapMessage);
    }

    @Override
    public Message createMessage() {
        return used(session::createMessage);
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return used(() -> session.createObjectMessage());
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) {
        return used(() -> session.createObjectMessage(object));
    }

    @Override
    public StreamMessage createStreamMessage() {
        return used(session::createStreamMessage);
    }

    @Override
    public TextMessage createTextMessage() {
        return used(() -> session.createTextMessage());
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) {
        return used(() -> session.createTextMessage(text));
    }

    // --- session ------------------------------------------------------------------------------------------------

    @Override
    public boolean getTransacted() {
        return Calls.uncheckedGet(session::getTransacted);
    }

    @Override
    public int getSessionMode() {
        return Calls.uncheckedGet(session::getAcknowledgeMode);
    }

    @Override
    public void commit() {
        Calls.unchecked(() -> {
            use();
            session.commit();
        });
    }

    @Override
    public void rollback() {
        Calls.unchecked(() -> {
            use();
            session.rollback();
        });
    }

    @Override
    public void recover() {
        Calls.unchecked(() -> {
            use();
            session.recover();
        });
    }

    @Override
    public void acknowledge() {
        Calls.unchecked(() -> {
            use();
            Calls.run(session.core()::acknowledge);
        });
    }

    // --- producers and consumers --------------------------------------------------------------------------------

    @Override
    public JMSProducer createProducer() {
        return Calls.uncheckedGet(() -> {
            use();
            return new TernContextProducer(session, session.createProducer(null));
        });
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination) {
        return createConsumer(destination, null, false);
    }

    @Override
    public JMSConsumer createConsumer(@Nullable Destination destination, @Nullable String selector) {
        return createConsumer(destination, selector, false);
    }

    @Override
    public JMSConsumer createConsumer(
            @Nullable Destination destination, @Nullable String selector, boolean noLocal) {
        return started(() -> session.subscriptions().consume(destination, selector, noLocal));
    }

    @Override
    public JMSConsumer createDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public JMSConsumer createDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal) {
        return started(() -> session.subscriptions().subscribeDurably(topic, name, selector, noLocal));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(@Nullable Topic topic, @Nullable String name) {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) {
        return started(() -> session.subscriptions().shareDurably(topic, name, selector));
    }

    @Override
    public JMSConsumer createSharedConsumer(@Nullable Topic topic, @Nullable String name) {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public JMSConsumer createSharedConsumer(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector) {
        return started(() -> session.subscriptions().share(topic, name, selector));
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) {
        return used(() -> session.createBrowser(queue, selector));
    }

    @Override
    public void unsubscribe(@Nullable String name) {
        Calls.unchecked(() -> {
            use();
            session.unsubscribe(name);
        });
    }

    // --- destinations -------------------------------------------------------------------------------------------

    @Override
    public Queue createQueue(@Nullable String name) {
        return used(() -> session.createQueue(name));
    }

    @Override
    public Topic createTopic(@Nullable String name) {
        return used(() -> session.createTopic(name));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        return used(session::createTemporaryQueue);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        return used(session::createTemporaryTopic);
    }

    private JMSConsumer started(Calls.Call<TernConsumer> opening) {
        return Calls.uncheckedGet(() -> {
            use();
            TernConsumer consumer = opening.get();
            startIfWanted();
            return new TernContextConsumer(consumer);
        });
    }

    private void startIfWanted() throws JMSException {
        if (autoStart) {
            connection.start();
        }
    }

    /** Calls the session, which counts as a use of the connection. */
    private <T> T used(Calls.Call<T> call) {
        return Calls.uncheckedGet(() -> {
            use();
            return call.get();
        });
    }

    private void use() throws JMSException {
        session.requireOpen();
        connection.use();
    }
}
