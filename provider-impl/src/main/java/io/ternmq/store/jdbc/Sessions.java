// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A few open connections for the next ones who need one: a plain {@code DataSource} would open one for each message
 * read. Callable from any thread.
 */
final class Sessions {

    private static final Log LOG = Log.of(Sessions.class);
    private static final int MOST_IDLE = 3;
    private static final long LEAST_SILENCE_MILLIS = 10_000;

    private final DataSource dataSource;
    private final int silenceMillis;
    private final Deque<Session> idle = new ArrayDeque<>();
    private boolean closed;

    Sessions(DataSource dataSource, long silenceMillis) {
        this.dataSource = dataSource;
        this.silenceMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_SILENCE_MILLIS, silenceMillis));
    }

    Session take() throws SQLException {
        Session waiting = poll();
        return waiting != null ? waiting : new Session(dataSource.getConnection(), silenceMillis);
    }

    private synchronized @Nullable Session poll() {
        return idle.pollLast();
    }

    /** Takes back a session whose transaction has ended. */
    void give(Session session) {
        if (!tryKeep(session)) {
            drop(session);
        }
    }

    private synchronized boolean tryKeep(Session session) {
        if (closed || idle.size() >= MOST_IDLE) {
            return false;
        }
        idle.addLast(session);
        return true;
    }

    /** Takes back a session that is of no use any more. */
    void drop(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A connection to the database could not be closed", e);
        }
    }

    /** Drops what is idle: when one connection is lost, the others mostly are as well. */
    void dropIdle() {
        List<Session> dropped;
        synchronized (this) {
            dropped = new ArrayList<>(idle);
            idle.clear();
        }
        dropped.forEach(this::drop);
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        dropIdle();
    }
}
