// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The sessions of one connection, started, stopped and closed together. Any thread may call; nobody is waited for under
 * the monitor, because a listener that is waited for may itself need a session.
 */
public final class ClientSessions {

    private final ClientConnection connection;
    private final Consumer<ProviderException> trouble;
    private final List<ClientSession> sessions = new CopyOnWriteArrayList<>();
    private boolean started;
    private boolean closed;

    /**
     * No sessions yet, and stopped.
     *
     * @param connection the connection
     * @param trouble    hears, on the link's thread, when a consumer with a listener ends though the connection stands
     */
    public ClientSessions(ClientConnection connection, Consumer<ProviderException> trouble) {
        this.connection = connection;
        this.trouble = trouble;
    }

    /** Opens a session. */
    public synchronized ClientSession open(AcknowledgeMode mode) {
        requireOpen();
        ClientSession session = new ClientSession(connection, mode, trouble);
        sessions.removeIf(ClientSession::isClosed);
        sessions.add(session);
        if (started) {
            session.start();
        }
        return session;
    }

    /** Lets messages through. */
    public synchronized void start() {
        requireOpen();
        if (!started) {
            started = true;
            sessions.forEach(ClientSession::start);
        }
    }

    /** Stops messages; returns when no listener runs. Refused to listeners of the connection. */
    public void stop() {
        synchronized (this) {
            requireOpen();
            if (!started) {
                return;
            }
            if (sessions.stream().anyMatch(ClientSession::isInsideListener)) {
                throw fromCallback("stop its own connection");
            }
            started = false;
        }
        sessions.forEach(ClientSession::quieten);
        sessions.forEach(ClientSession::pause);
    }

    /**
     * Closes all sessions. Refused to listeners and callbacks of the connection. A second call waits for the first.
     *
     * @throws ProviderException what the first session that could not be closed in order threw; all are closed
     */
    public void close() {
        requireNoCallback();
        synchronized (this) {
            closed = true;
        }
        ProviderException failure = null;
        for (ClientSession session : sessions) {
            try {
                session.close();
            } catch (ProviderException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Refuses what no listener or callback of the connection may do: closing it. */
    public void requireNoCallback() {
        if (sessions.stream().anyMatch(session -> session.isInsideListener() || session.isInsideCallback())) {
            throw fromCallback("close its own connection");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The connection is closed.");
        }
    }

    private static ProviderException fromCallback(String what) {
        return new ProviderException(
                ErrorCode.ILLEGAL_STATE, "A listener or completion callback must not " + what + '.');
    }
}
