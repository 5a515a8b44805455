// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A small application server: sessions that are taken out, run on a thread of their own, and put back. */
final class Pool implements ServerSessionPool {

    private final BlockingQueue<Server> free = new LinkedBlockingQueue<>();
    private final List<Session> sessions = new ArrayList<>();
    private final Executor threads;
    private final AtomicInteger taken = new AtomicInteger();

    /** A pool whose sessions are run by an executor. */
    Pool(Executor threads) {
        this.threads = threads;
    }

    /** Adds a session; its listener is made for it. */
    Session add(Connection connection, int mode, Function<Session, MessageListener> listeners) throws JMSException {
        return add(connection.createSession(mode), listeners);
    }

    Session add(Session session, Function<Session, MessageListener> listeners) throws JMSException {
        session.setMessageListener(listeners.apply(session));
        sessions.add(session);
        free.add(new Server(session));
        return session;
    }

    Session session() {
        return sessions.get(0);
    }

    /** How many server sessions were taken out. */
    int taken() {
        return taken.get();
    }

    /** How many are in. */
    int idle() {
        return free.size();
    }

    @Override
    public ServerSession getServerSession() throws JMSException {
        try {
            Server server = free.take();
            taken.incrementAndGet();
            return server;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("interrupted", "POOL-1");
        }
    }

    /** A session and the thread that it is given. */
    private final class Server implements ServerSession {

        private final Session session;

        private Server(Session session) {
            this.session = session;
        }

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            threads.execute(() -> {
                try {
                    session.run();
                } finally {
                    free.add(this);
                }
            });
        }
    }
}
