// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.common.TimeSource;
import io.ternmq.pattern.listen.ListenerSpec;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a lane receives at a time: one message; a batch, for which the first one waits; a window, which is what is there
 * at once. Owner: the lane, but for {@link #wake}.
 */
final class Draught {

    private static final int SMALLEST_WINDOW = 16;
    private static final int TURNS_IN_WINDOW = 4;

    /** How long a lane may overlook that the listener stops, where nobody may wake it. */
    private static final long SLICE_MILLIS = 100;

    private final Job job;
    private final MessageConsumer consumer;
    private final boolean wakeable;
    private volatile boolean waits;

    /**
     * Nothing is received yet.
     *
     * @param wakeable whether another thread may close the consumer while its lane receives and commits; Jakarta
     *     Messaging 3.1, section 6.2.5 has that only for sessions and connections. ActiveMQ Artemis acknowledges after
     *     the commit then, so that what was handled comes again.
     */
    Draught(Job job, MessageConsumer consumer, boolean wakeable) {
        this.job = job;
        this.consumer = consumer;
        this.wakeable = wakeable;
    }

    /** Waits for a message; null when the listener stops, or the provider delivers no more. */
    @Nullable Message first() throws JMSException {
        return job.isStopping() ? null : consumer.receive();
    }

    /** The same, but not for ever. */
    @Nullable Message firstWithin(long millis) throws JMSException {
        return waitUntil(job.tools().time().nanos() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The message and those that are to be handled with it. */
    List<Message> startingWith(Message first) throws JMSException {
        List<Message> messages = new ArrayList<>();
        messages.add(first);
        ListenerSpec.Conduct conduct = job.spec().conduct();
        ListenerSpec.Batching batching = conduct.batching();
        if (batching != null) {
            fillBatch(messages, batching);
        } else if (conduct.ordering() != null) {
            fill(messages, Math.max(SMALLEST_WINDOW, TURNS_IN_WINDOW * job.spec().source().concurrency()));
        }
        return messages;
    }

    /** What is there at once. */
    private void fill(List<Message> messages, int limit) throws JMSException {
        while (messages.size() < limit && !job.isStopping()) {
            Message next = consumer.receiveNoWait();
            if (next == null) {
                return;
            }
            messages.add(next);
        }
    }

    private void fillBatch(List<Message> messages, ListenerSpec.Batching batching) throws JMSException {
        long end = job.tools().time().nanos() + batching.timeout().toNanos();
        fill(messages, batching.size());
        while (messages.size() < batching.size()) {
            Message next = waitUntil(end);
            if (next == null) {
                return;
            }
            messages.add(next);
            fill(messages, batching.size());
        }
    }

    private @Nullable Message waitUntil(long end) throws JMSException {
        TimeSource time = job.tools().time();
        long left = end - time.nanos();
        while (left > 0 && !job.isStopping()) {
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
            Message message = receive(wakeable ? millis : Math.min(millis, SLICE_MILLIS));
            if (message != null || wakeable) {
                return message;
            }
            left = end - time.nanos();
        }
        return null;
    }

    private @Nullable Message receive(long millis) throws JMSException {
        waits = true;
        try {
            return job.isStopping() ? null : consumer.receive(millis);
        } catch (JMSException e) {
            if (job.isStopping()) {
                return null;
            }
            throw e;
        } finally {
            waits = false;
        }
    }

    /** The listener stops: a lane that waits for further messages waits no longer. Any thread. */
    void wake() throws JMSException {
        if (wakeable && waits) {
            consumer.close();
        }
    }
}
