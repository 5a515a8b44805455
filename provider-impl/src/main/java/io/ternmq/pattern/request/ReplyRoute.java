// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.common.Log;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The temporary queue to which replies come, and its consumer. The provider's thread calls the listener; where a
 * container does not allow that, a lane does.
 */
final class ReplyRoute {

    private static final Log LOG = Log.of(ReplyRoute.class);

    private final Connection connection;
    private final Session session;
    private final TemporaryQueue queue;
    private Workers.@Nullable Lane lane;

    private ReplyRoute(Connection connection, Session session, TemporaryQueue queue) {
        this.connection = connection;
        this.session = session;
        this.queue = queue;
    }

    static ReplyRoute open(Toolbox tools, MessageListener listener) throws JMSException {
        Connection connection = tools.connection();
        Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
        try {
            TemporaryQueue queue = session.createTemporaryQueue();
            ReplyRoute route = new ReplyRoute(connection, session, queue);
            route.listen(tools, session.createConsumer(queue), listener);
            return route;
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void listen(Toolbox tools, MessageConsumer consumer, MessageListener listener) throws JMSException {
        try {
            consumer.setMessageListener(listener);
        } catch (jakarta.jms.IllegalStateException | jakarta.jms.IllegalStateRuntimeException e) {
            LOG.log(Level.DEBUG, "The provider calls no listeners here; a lane receives the replies", e);
            lane = tools.workers().drive(session, consumer, listener);
        }
    }

    boolean isOver(Connection present) {
        return connection == present;
    }

    /** Whether its connection makes sessions still. */
    boolean stands() {
        try {
            connection.createSession(Session.AUTO_ACKNOWLEDGE).close();
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    TemporaryQueue queue() {
        return queue;
    }

    void close() {
        try {
            Workers.Lane open = lane;
            if (open != null) {
                open.close();
            } else {
                session.close();
            }
            queue.delete();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The queue for replies could not be given back", e);
        }
    }
}
