// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.WaitingRoom;
import java.util.Comparator;
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
    private final WaitingRoom waiting;
    private boolean started;
    private boolean closed;
    /** Somebody waits for listeners to return; a start in the meantime counts when that is over. */
    private volatile boolean stopping;

    /**
     * No sessions yet, and stopped.
     *
     * @param connection the connection
     * @param trouble    hears, on the link's thread, when a consumer with a listener ends though the connection stands
     */
    public ClientSessions(ClientConnection connection, Consumer<ProviderException> trouble) {
        this.connection = connection;
        this.trouble = trouble;
        this.waiting = new WaitingRoom(connection.time());
    }

    /** Opens a session; while the connection is closing, only for listeners and callbacks that still run. */
    public ClientSession open(AcknowledgeMode mode) {
        return open(mode, false);
    }

    /** Opens a session that can work in branches of distributed transactions, and acknowledges by itself outside. */
    public ClientSession openForBranches() {
        return open(AcknowledgeMode.AUTO, true);
    }

    private synchronized ClientSession open(AcknowledgeMode mode, boolean inBranches) {
        requireOpen();
        ClientSession session = new ClientSession(connection, mode, inBranches, trouble);
        sessions.removeIf(ClientSession::isClosed);
        sessions.add(session);
        if (started && !stopping) {
            session.start();
        }
        if (closed) {
            session.hurry();
        }
        return session;
    }

    /** Lets messages through. */
    public synchronized void start() {
        requireOpen();
        if (!started) {
            started = true;
            if (!stopping) {
                startAll();
            }
        }
    }

    /** Those that hand messages on begin last: whoever is handed one has begun then, and need not give it back. */
    private void startAll() {
        sessions.stream()
                .sorted(Comparator.comparing(session -> session.mode() == AcknowledgeMode.HANDED_ON))
                .forEach(ClientSession::start);
    }

    /**
     * Stops messages; returns when no listener runs, though it was another thread that began to stop them. Refused to
     * listeners of the connection.
     */
    public void stop() {
        boolean begun;
        synchronized (this) {
            requireOpen();
            boolean inside = sessions.stream().anyMatch(ClientSession::isInsideListener);
            if (inside && started) {
                throw fromCallback("stop its own connection");
            }
            if (inside || (!started && !stopping)) {
                return;
            }
            started = false;
            begun = stopping;
            stopping = true;
        }
        if (begun) {
            waiting.await(() -> !stopping);
            return;
        }
        try {
            sessions.forEach(ClientSession::quieten);
            sessions.forEach(ClientSession::pause);
        } finally {
            stopped();
        }
    }

    private void stopped() {
        synchronized (this) {
            stopping = false;
            if (started && !closed) {
                startAll();
            }
        }
        waiting.wake();
    }

    /**
     * Ends all waiting for messages, and closes all sessions once no listener runs any more: one that runs may need
     * any of them, or open another. Refused to listeners and callbacks of the connection. A second call waits for the
     * first.
     *
     * @throws ProviderException what the first session that could not be closed in order threw; all are closed
     */
    public void close() {
        requireNoCallback();
        synchronized (this) {
            closed = true;
        }
        sessions.forEach(ClientSession::hurry);
        sessions.forEach(ClientSession::quieten);
        ProviderException failure = null;
        for (List<ClientSession> left = unclosed(); !left.isEmpty(); left = unclosed()) {
            for (ClientSession session : left) {
                try {
                    session.close();
                } catch (ProviderException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<ClientSession> unclosed() {
        return sessions.stream().filter(session -> !session.isClosed()).toList();
    }

    /** Refuses what no listener or callback of the connection may do: closing it. */
    public void requireNoCallback() {
        if (isInside()) {
            throw fromCallback("close its own connection");
        }
    }

    private boolean isInside() {
        return sessions.stream().anyMatch(session -> session.isInsideListener() || session.isInsideCallback());
    }

    private void requireOpen() {
        if (closed && !isInside()) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The connection is closed; open a new one.");
        }
    }

    private static ProviderException fromCallback(String what) {
        return new ProviderException(
                ErrorCode.ILLEGAL_STATE,
                "A listener or completion callback must not " + what + "; do that when it has returned.");
    }
}
