// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.common.Log;
import io.ternmq.pattern.Sender;
import io.ternmq.pattern.Senders;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where all replies of one {@code Messaging} arrive and find who waits for them. Any thread.
 *
 * <p>Each wait is in the table from before its request is sent until it ends; who ends it takes it out.
 */
public final class ReplyDesk implements AutoCloseable {

    private static final Log LOG = Log.of(ReplyDesk.class);
    private static final String LOST =
            "The connection was lost before the reply came; whether the request was handled is not known";
    private static final int SESSIONS = 4;
    private static final int RADIX = 36;

    private final Toolbox tools;
    private final Senders senders;
    private final Deadlines deadlines;
    private final Map<String, Awaiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder late = new LongAdder();
    private final Runnable lost = this::onConnectionLost;
    private volatile @Nullable ReplyRoute route;
    private boolean closed;

    /** Nothing is connected before the first request. */
    public ReplyDesk(Toolbox tools) {
        this.tools = tools;
        this.senders = new Senders(tools, SESSIONS);
        this.deadlines = new Deadlines(tools::time, tools.workers()::aside, this::sweep);
        tools.whenLost(lost);
    }

    /** The tools that it works with. */
    Toolbox tools() {
        return tools;
    }

    /** Where replies to the next request come. */
    ReplyRoute route() throws JMSException {
        ReplyRoute present = route;
        return present != null && present.isOver(tools.connection()) ? present : renew();
    }

    private ReplyRoute renew() throws JMSException {
        ReplyRoute old = takeOutUnless(tools.connection());
        if (old != null) {
            abandon(old);
        }
        return opened();
    }

    private synchronized ReplyRoute opened() throws JMSException {
        if (closed) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "It was closed: nothing can be asked any more");
        }
        ReplyRoute present = route;
        if (present != null) {
            return present;
        }
        ReplyRoute fresh = ReplyRoute.open(tools, this::onMessage);
        route = fresh;
        return fresh;
    }

    private synchronized @Nullable ReplyRoute takeOutUnless(Connection present) {
        ReplyRoute old = route;
        if (old == null || old.isOver(present)) {
            return null;
        }
        route = null;
        return old;
    }

    String nextCorrelation() {
        return Long.toString(numbers.incrementAndGet(), RADIX);
    }

    /** The moment a wait is over that begins now. */
    long deadlineAfter(Duration longest) {
        return tools.time().millis() + Math.max(1, longest.toMillis());
    }

    /**
     * Sends a request for somebody who waits. When it throws, the wait has not ended: that is for the caller.
     *
     * @param correlation for this request alone
     * @param origin      where replies come
     * @param who         waits from before it is sent
     */
    void ask(Outgoing<?> message, String correlation, ReplyRoute origin, Awaiting who) throws JMSException {
        add(correlation, who);
        try (Tracing.Work work = tools.tracing().sending(message.channel(), message.trace())) {
            try {
                send(message, work.context(), correlation, origin);
            } catch (JMSException | RuntimeException e) {
                work.failed(e);
                throw e;
            }
        }
    }

    private void send(Outgoing<?> message, TraceContext trace, String correlation, ReplyRoute origin)
            throws JMSException {
        Sender sender = senders.take();
        boolean good = false;
        try {
            Message form = sender.write(message, trace);
            form.setJMSReplyTo(origin.queue());
            form.setJMSCorrelationID(correlation);
            sender.send(form, message, null);
            good = true;
        } finally {
            if (good) {
                senders.give(sender);
            } else {
                senders.drop(sender);
            }
        }
    }

    /** Before the request is sent. The route may have been lost since it was asked for. */
    private void add(String correlation, Awaiting who) {
        waiting.put(correlation, who);
        if (who.route() != route) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, LOST);
        }
        deadlines.add(who.deadlineMillis());
    }

    /** Nobody waits any more. */
    void remove(String correlation) {
        waiting.remove(correlation);
    }

    long lateCount() {
        return late.sum();
    }

    private void onMessage(Message reply) {
        try {
            String correlation = reply.getJMSCorrelationID();
            Awaiting who = correlation == null ? null : waiting.get(correlation);
            if (who == null) {
                late.increment();
            } else {
                who.onReply(reply);
            }
        } catch (JMSException e) {
            LOG.log(Level.WARNING, "A reply could not be read", e);
        }
    }

    /** A reply came for somebody who had just ended. */
    void countLate() {
        late.increment();
    }

    private long sweep(long now) {
        long next = Long.MAX_VALUE;
        for (Awaiting who : waiting.values()) {
            if (who.deadlineMillis() <= now) {
                who.onTimeout();
            } else {
                next = Math.min(next, who.deadlineMillis());
            }
        }
        return next;
    }

    private void onConnectionLost() {
        tools.workers().aside(this::dropRoute);
    }

    private void dropRoute() {
        ReplyRoute old = route;
        if (old != null && !old.stands() && takeOut(old)) { // else it is a new one already
            abandon(old);
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is this one or another
    private synchronized boolean takeOut(ReplyRoute old) {
        boolean isPresent = route == old;
        route = isPresent ? null : route;
        return isPresent;
    }

    /**
     * Not under the monitor, and the waits first: closing waits for a reply at hand, and who hears that may ask the
     * next question, or wait for the answer to another.
     */
    private void abandon(ReplyRoute old) {
        end(who -> who.route() == old, new ProviderException(ErrorCode.CONNECTION_LOST, LOST));
        old.close();
    }

    /** Ends some of the waits. */
    void end(Predicate<Awaiting> which, ProviderException why) {
        waiting.values().stream().filter(which).forEach(who -> who.onLost(why));
    }

    /** Ends every wait. */
    @Override
    public void close() {
        tools.forget(lost);
        ReplyRoute old;
        synchronized (this) {
            closed = true;
            old = route;
            route = null;
        }
        deadlines.close();
        end(who -> true, new ProviderException(ErrorCode.ILLEGAL_STATE, "Messaging was closed before a reply came"));
        senders.close();
        if (old != null) {
            old.close();
        }
    }
}
