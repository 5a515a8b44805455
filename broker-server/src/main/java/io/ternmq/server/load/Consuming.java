// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One consumer, which exists before anything is sent. Its thread owns everything in it; it returns its latencies. */
final class Consuming implements Callable<Histogram> {

    /** How long nothing may come after everything was sent, before the rest counts as missing. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long LOOK_MILLIS = 100;
    private static final int DIGITS = 3;

    private final Session session;
    private final MessageConsumer consumer;
    private final LoadPlan plan;
    private final Score score;
    private final Histogram latencies = new Histogram(DIGITS);
    private final byte[] head = new byte[Stamp.BYTES];
    private int open;

    Consuming(Session session, LoadPlan plan, Score score) throws JMSException {
        this.session = session;
        this.consumer = session.createConsumer(Targets.of(session, plan));
        this.plan = plan;
        this.score = score;
    }

    @Override
    public Histogram call() throws JMSException {
        long quietSince = System.nanoTime();
        while (!score.isComplete()) {
            Message message = consumer.receive(LOOK_MILLIS);
            if (message != null) {
                take(message);
                quietSince = System.nanoTime();
            } else if (!score.isSent()) {
                quietSince = System.nanoTime();
            } else if (plan.producers() > 0 && System.nanoTime() - quietSince > PATIENCE_NANOS) {
                break;
            }
            if (message == null) {
                commit();
            }
        }
        commit();
        return latencies;
    }

    private void take(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            OptionalLong due = score.stamp.dueNanos(head, bytes.readBytes(head));
            due.ifPresent(nanos -> latencies.recordValue(Math.max(0, System.nanoTime() - nanos)));
        }
        score.received();
        open++;
        if (open == plan.transactions()) {
            commit();
        }
    }

    private void commit() throws JMSException {
        if (open > 0 && plan.transactions() > 0) {
            session.commit();
        }
        open = 0;
    }
}
