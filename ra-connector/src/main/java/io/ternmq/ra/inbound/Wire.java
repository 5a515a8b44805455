// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Adapter;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * One connection of an endpoint, with the consumer and the lanes on it. While it is stopped its messages are for
 * others, and a subscription goes on collecting. Owner: the line of control; the pool takes care of itself.
 */
final class Wire {

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    private final Connection connection;
    private final LanePool pool;
    private final ConnectionConsumer consumer;

    private Wire(Connection connection, LanePool pool, ConnectionConsumer consumer) {
        this.connection = connection;
        this.pool = pool;
        this.consumer = consumer;
    }

    /**
     * Connects; messages come when they are admitted.
     *
     * @param lost hears that the connection or its consumer ended, on any thread, even before this returns
     */
    static Wire open(Adapter adapter, Plan plan, Verdicts verdicts, Consumer<JMSException> lost) throws JMSException {
        Connection connection = plan.door().open();
        try {
            connection.setExceptionListener(lost::accept);
            LanePool pool = new LanePool(
                    adapter.workManager(),
                    adapter.alarms(),
                    new Tray(connection),
                    new Rest(),
                    made -> plan.lane(made, connection, verdicts),
                    verdicts::stuck);
            return new Wire(connection, pool, plan.source().open(connection, pool));
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    LanePool pool() {
        return pool;
    }

    /** Lets messages come, so many at once. */
    void admit(int lanes) throws JMSException {
        pool.admit(lanes);
        connection.start();
    }

    /**
     * Lets no more come, and returns when those that came are dealt with: the others find their old places.
     *
     * @param millis how long to wait for their transactions when their listeners have returned
     */
    void pause(long millis) throws JMSException {
        pool.turnAway();
        connection.stop();
        if (!pool.awaitIdle(millis)) {
            LOG.log(Level.WARNING, pool.busy() + " deliveries have not ended; they go on while others begin.");
        }
        pool.emptyTray();
    }

    /**
     * Ends it, after the deliveries that are under way.
     *
     * @param millis how long to wait for their transactions when their listeners have returned
     */
    void close(long millis) {
        pool.turnAway();
        orderly(connection::stop);
        orderly(() -> {
            if (!pool.close(millis)) {
                LOG.log(Level.WARNING, pool.busy() + " deliveries have not ended; their messages will come again.");
            }
        });
        orderly(consumer::close);
        orderly(connection::close);
    }

    /** Where the broker is gone some of it fails, and that is no matter. */
    private static void orderly(Step step) {
        try {
            step.take();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection of an endpoint did not end in order: " + e.getMessage());
        }
    }

    /** One step of ending. */
    @FunctionalInterface
    private interface Step {
        void take() throws JMSException;
    }
}
