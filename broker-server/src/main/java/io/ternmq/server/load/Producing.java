// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One producer: takes tickets, waits until each is due, sends. Its thread owns everything in it. */
final class Producing implements Callable<@Nullable Void> {

    private final Connection connection;
    private final LoadPlan plan;
    private final Score score;
    private int open;

    Producing(Connection connection, LoadPlan plan, Score score) {
        this.connection = connection;
        this.plan = plan;
        this.score = score;
    }

    @Override
    public @Nullable Void call() throws JMSException {
        int mode = plan.transactions() > 0 ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE;
        try (Session session = connection.createSession(mode);
                MessageProducer producer = session.createProducer(Targets.of(session, plan))) {
            producer.setDeliveryMode(plan.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            byte[] body = new byte[plan.bodyBytes()];
            for (long number = score.ticket(); number >= 0; number = score.ticket()) {
                score.stamp.write(body, due(number));
                send(session, producer, body);
            }
            commit(session);
        } finally {
            score.producerEnded();
        }
        return null;
    }

    /**
     * Waits until a message is due. With a rate, latency counts from then and not from when the message was sent, so
     * that a broker that holds producers up does not hide what that costs.
     */
    private long due(long number) {
        long now = System.nanoTime();
        if (plan.pace().perSecond() == 0) {
            return now;
        }
        long due = score.startNanos + plan.pace().dueNanos(number);
        while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return due;
    }

    private void send(Session session, MessageProducer producer, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        producer.send(message);
        open++;
        if (plan.transactions() == 0 || open == plan.transactions()) {
            commit(session);
        }
    }

    private void commit(Session session) throws JMSException {
        if (open == 0) {
            return;
        }
        if (plan.transactions() > 0) {
            session.commit();
        }
        score.sent(open);
        open = 0;
    }
}
