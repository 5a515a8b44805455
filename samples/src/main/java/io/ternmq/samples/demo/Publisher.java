// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Publishes the reports, as fast as possible or at a steady pace. Owner: the thread that plays the show. */
final class Publisher {

    private static final long TIME_TO_LIVE_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final JMSContext context;
    private final JMSProducer producer;
    private final long pauseNanos;

    /** A rate of 0 knows no pause. */
    Publisher(JMSContext context, int ratePerSecond) {
        this.context = context;
        this.producer = context.createProducer().setTimeToLive(TIME_TO_LIVE_MILLIS);
        this.pauseNanos = ratePerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
    }

    /** Publishes all reports of all rounds and tells after each of them how many there were. */
    void publishAll(Expectations reports, IntConsumer afterEach) {
        long started = System.nanoTime();
        for (int number = 0; number < reports.total(); number++) {
            awaitUntil(started + number * pauseNanos);
            publish(reports.quake(number), number);
            afterEach.accept(number + 1);
        }
    }

    private void publish(Quake quake, int number) {
        try {
            Message message = QuakeMessages.write(context, quake, number);
            message.setLongProperty(QuakeMessages.SENT_NANOS, System.nanoTime());
            producer.setPriority(QuakeMessages.priorityOf(quake))
                    .send(context.createTopic(QuakeMessages.topicOf(quake)), message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("Could not write report " + quake.id(), e.getErrorCode(), e);
        }
    }

    private void awaitUntil(long dueNanos) {
        if (pauseNanos == 0) {
            return;
        }
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
