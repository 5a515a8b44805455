// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a program has. In a web or EJB container each of its sessions is a managed connection of its
 * own, taken when the session is made, so that it belongs to the transaction of that moment. In an application client
 * all sessions are on one managed connection, which the program has from the beginning. Any thread may call.
 */
class ConnectionHandle extends BrokerAccess implements Connection {

    private static final String POOLED = "the connection is the server's.";

    private final Desk desk;
    private final Login login;
    private final Kind kind;
    private final Set<SessionHandle> sessions = ConcurrentHashMap.newKeySet();
    /** Sessions are closed, but temporary destinations of theirs live as long as this connection. */
    private final Deque<Grip> kept = new ArrayDeque<>();
    private @Nullable Grip anchor;
    private volatile @Nullable ExceptionListener listener;
    private volatile boolean started;
    private volatile boolean closed;

    ConnectionHandle(Desk desk, Login login, Kind kind) {
        this.desk = desk;
        this.login = login;
        this.kind = kind;
    }

    /** Opens a connection of the factory's kind. */
    static ConnectionHandle open(Desk desk, Login login) throws JMSException {
        return switch (desk.factory().kind()) {
            case UNIFIED -> openForBoth(desk, login);
            case QUEUES -> openForQueues(desk, login);
            case TOPICS -> openForTopics(desk, login);
        };
    }

    static ConnectionHandle openForBoth(Desk desk, Login login) throws JMSException {
        return new ConnectionHandle(desk, login, Kind.UNIFIED).opened();
    }

    static QueueConnectionHandle openForQueues(Desk desk, Login login) throws JMSException {
        QueueConnectionHandle connection = new QueueConnectionHandle(desk, login);
        connection.opened();
        return connection;
    }

    static TopicConnectionHandle openForTopics(Desk desk, Login login) throws JMSException {
        TopicConnectionHandle connection = new TopicConnectionHandle(desk, login);
        connection.opened();
        return connection;
    }

    /** In a client: connects. In a server: makes sure that a user who is named may connect. */
    final ConnectionHandle opened() throws JMSException {
        if (!desk.restricted()) {
            anchor().held();
        } else if (login.user() != null) {
            desk.take(login).close();
        }
        return this;
    }

    final Desk desk() {
        return desk;
    }

    // --- sessions -----------------------------------------------------------------------------------------------

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        return createSession(mode(transacted, acknowledgeMode));
    }

    @Override
    public Session createSession(int mode) throws JMSException {
        return session(kind, mode);
    }

    final int mode(boolean transacted, int acknowledgeMode) throws JMSException {
        requireOpen();
        if (!transacted && acknowledgeMode == Session.SESSION_TRANSACTED && !desk.restricted()) {
            throw new JMSException("A session that is not transacted needs an acknowledge mode.");
        }
        return transacted ? Session.SESSION_TRANSACTED : acknowledgeMode;
    }

    /** Makes a session; in a container for one that has none yet. */
    final synchronized SessionHandle session(Kind asked, int mode) throws JMSException {
        requireOpen();
        if (desk.restricted() && !sessions.isEmpty()) {
            throw Refusals.inServer(
                    "a second session on a connection", "close the first session or use another connection.");
        }
        SessionHandle session = SessionHandle.of(asked, this, seat(mode), mode);
        sessions.add(session);
        if (started) {
            begin(session);
        }
        return session;
    }

    /** A session that does not start is none. */
    private static void begin(SessionHandle session) throws JMSException {
        try {
            session.start();
        } catch (JMSException e) {
            try (session) {
                throw e;
            }
        }
    }

    private Seat seat(int mode) throws JMSException {
        if (!desk.restricted()) {
            return Seat.onItsOwn(anchor(), mode);
        }
        Grip before = kept.poll();
        return Seat.managed(before != null && before.isOpen() ? before : desk.take(login));
    }

    /** A session is closed; what it held is kept if the program may still need it. */
    final synchronized void leave(SessionHandle session, Seat seat) throws JMSException {
        sessions.remove(session);
        if (!closed && seat.hasTemporaries()) {
            kept.add(seat.grip());
        } else {
            seat.leave();
        }
    }

    // --- life ---------------------------------------------------------------------------------------------------

    @Override
    public void start() throws JMSException {
        requireOpen();
        started = true;
        if (!desk.restricted()) {
            anchor().start();
        }
        for (SessionHandle session : sessions) {
            session.start();
        }
    }

    @Override
    public void stop() throws JMSException {
        requireOpen();
        desk.require("Connection.stop()", POOLED);
        requireOutsideOfListeners("stop its connection");
        started = false;
        anchor().stop();
    }

    private void requireOutsideOfListeners(String step) throws JMSException {
        for (SessionHandle session : sessions) {
            session.hearing().requireOutside(step);
        }
    }

    @Override
    public void close() throws JMSException {
        requireOutsideOfListeners("close its connection");
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            for (SessionHandle session : sessions) {
                session.close();
            }
        } finally {
            giveBack();
        }
    }

    private synchronized void giveBack() {
        kept.forEach(Grip::close);
        kept.clear();
        if (anchor != null) {
            anchor.close();
        }
    }

    final void requireOpen() throws JMSException {
        if (closed) {
            throw Refusals.closed("connection");
        }
    }

    /** The managed connection that this connection holds as long as it lives. */
    private synchronized Grip anchor() throws JMSException {
        requireOpen();
        Grip held = anchor;
        if (held == null) {
            held = desk.take(login);
            held.onTrouble(this::tell);
            anchor = held;
        }
        return held;
    }

    private void tell(JMSException trouble) {
        ExceptionListener hearer = listener;
        if (hearer != null) {
            hearer.onException(trouble);
        }
    }

    @Override
    final Connection standing() throws JMSException {
        return anchor().held().line().connection();
    }

    // --- identity -----------------------------------------------------------------------------------------------

    @Override
    public @Nullable String getClientID() throws JMSException {
        requireOpen();
        return desk.restricted() ? desk.factory().getClientId() : anchor().held().line().unused().getClientID();
    }

    @Override
    public void setClientID(@Nullable String newId) throws JMSException {
        requireOpen();
        desk.require("Connection.setClientID()", "set clientId of the connection factory.");
        if (!sessions.isEmpty()) {
            throw new IllegalStateException("The client identifier is set before anything else is done.");
        }
        anchor().held().line().name(newId);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        requireOpen();
        if (!desk.restricted()) {
            return anchor().held().line().unused().getMetaData();
        }
        SessionHandle session = sessions.stream().findAny().orElse(null);
        if (session != null) {
            return session.line().unused().getMetaData();
        }
        try (Grip brief = desk.take(login)) {
            return brief.held().line().unused().getMetaData();
        }
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        requireOpen();
        return listener;
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener newListener) throws JMSException {
        requireOpen();
        desk.require("Connection.setExceptionListener()", POOLED);
        anchor().held().line().listen();
        listener = newListener;
    }

    // --- connection consumers -----------------------------------------------------------------------------------

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Destination destination,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return kept(serving("createConnectionConsumer").createConnectionConsumer(
                destination, selector, pool, maxMessages));
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireTopics("createSharedConnectionConsumer");
        return kept(serving("createSharedConnectionConsumer").createSharedConnectionConsumer(
                topic, name, selector, pool, maxMessages));
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireTopics("createDurableConnectionConsumer");
        return kept(serving("createDurableConnectionConsumer").createDurableConnectionConsumer(
                topic, name, selector, pool, maxMessages));
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireTopics("createSharedDurableConnectionConsumer");
        return kept(serving("createSharedDurableConnectionConsumer").createSharedDurableConnectionConsumer(
                topic, name, selector, pool, maxMessages));
    }

    private Connection serving(String method) throws JMSException {
        requireOpen();
        desk.require("Connection." + method + "()", "a message-driven bean does that.");
        return standing();
    }

    private void requireTopics(String method) throws JMSException {
        if (kind == Kind.QUEUES) {
            throw Refusals.wrongDomain("queues", method);
        }
    }

    private ConnectionConsumer kept(ConnectionConsumer consumer) throws JMSException {
        anchor().held().line().keep((AutoCloseable) consumer::close);
        return consumer;
    }

    @Override
    public String toString() {
        return "Connection of " + login + (closed ? ", closed" : "");
    }
}
