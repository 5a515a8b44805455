// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.common.TimeSource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream message by message up to an end. That the end is reached is known by an event at it or behind it, or,
 * since that one may be left out or no longer be kept, by there being nothing to have although the stream has come so
 * far. Owner: one thread at a time; only {@link #close()} is for others too.
 */
final class Cursor implements AutoCloseable {

    /** How long to wait before the end is looked at again, when what lies before it may never come. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * A broker looks for what a reader wants in turns of 1,000 events or more: a {@code receiveNoWait} that has nothing
     * says so of no more than that. Half of it is relied upon.
     */
    private static final long LOOKS = 500;

    private final Source<?> source;
    private final TimeSource time;
    private final Session session;
    private final Bound bound;
    private final Pace pace;
    private final boolean isSingle;
    private ReadingPlan plan;
    private MessageConsumer consumer;
    private long last = -1;
    private long looks;
    private volatile boolean closed;

    private Cursor(Source<?> source, ReadingPlan plan, Session session) throws JMSException {
        this.source = source;
        this.time = source.tools().time();
        this.session = session;
        this.plan = plan;
        this.isSingle = source.isSingle();
        this.bound = new Bound(source, plan.end());
        this.pace = new Pace(time, plan.isEndless() ? 0 : plan.rate());
        bound.begin();
        this.consumer = consumer(source, session, plan);
    }

    static Cursor open(Source<?> source, ReadingPlan plan) throws JMSException {
        Session session = source.tools().session(Session.AUTO_ACKNOWLEDGE);
        try {
            return new Cursor(source, plan, session);
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    static MessageConsumer consumer(Source<?> source, Session session, ReadingPlan plan) throws JMSException {
        return session.createConsumer(
                source.tools().forms().destination(session, source.channel(plan.options())), plan.selection());
    }

    /**
     * The next message.
     *
     * @param nanos longest wait, 0 for none
     * @return null when none came in time, at the end, and when it was closed
     */
    @Nullable Message next(long nanos) throws JMSException {
        long begin = time.nanos();
        long left = nanos;
        while (!closed && !bound.isReached()) {
            if (!pace.await(left)) {
                return null;
            }
            Message message = take(left - (time.nanos() - begin));
            if (message != null && isNew(message)) {
                pace.taken();
                return message;
            }
            left = nanos - (time.nanos() - begin);
            if (message == null && left <= 0) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Message take(long left) throws JMSException {
        if (plan.isEndless()) {
            return left <= 0 ? consumer.receiveNoWait() : consumer.receive(millis(left));
        }
        boolean isWritten = bound.isWritten();
        Message message = consumer.receiveNoWait();
        if (message != null) {
            looks = 0;
        } else if (isWritten) {
            looks += LOOKS;
            bound.passed(last + 1, looks);
        } else if (left > 0) {
            return consumer.receive(millis(Math.min(left, LOOK_AGAIN_NANOS)));
        }
        return message;
    }

    /** Whether a message is before the end and has not been read: a reader that begins anew may begin too early. */
    private boolean isNew(Message message) throws JMSException {
        if (!isSingle) {
            return true;
        }
        long offset = message.getLongProperty(MessageProperties.OFFSET);
        if (offset <= last || !bound.admits(offset)) {
            return false;
        }
        last = offset;
        return true;
    }

    boolean isEnded() {
        return bound.isReached();
    }

    boolean isClosed() {
        return closed;
    }

    /** Goes on at another place, towards an end that is reckoned anew. */
    void rewind(StreamPosition position) throws JMSException {
        consumer.close();
        last = -1;
        looks = 0;
        plan = plan.at(position);
        bound.begin();
        consumer = consumer(source, session, plan);
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        session.close();
    }

    private static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
