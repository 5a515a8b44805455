// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.PublisherMetrics;
import io.ternmq.common.Log;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Sender;
import io.ternmq.pattern.Senders;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A publisher with a few sessions. Any thread. */
final class PooledPublisher<T> implements Publisher<T> {

    private static final Log LOG = Log.of(PooledPublisher.class);

    private final Toolbox tools;
    private final Outgoing<?> template;
    private final @Nullable Channel channel;
    private final Senders senders;
    private final Departures departures;
    private final PublisherCounters counters;
    private volatile boolean closed;

    PooledPublisher(Toolbox tools, Outgoing<?> template, @Nullable Channel channel, int sessions, int inFlight) {
        this.tools = tools;
        this.template = template;
        this.channel = channel;
        this.senders = new Senders(tools, sessions);
        this.departures = new Departures(inFlight);
        this.counters = new PublisherCounters();
    }

    @Override
    public Outgoing.Builder message() {
        if (channel == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The publisher has no channel of its own: give it one with to(...), or say one for each message");
        }
        return message(channel);
    }

    @Override
    public Outgoing.Builder message(Channel to) {
        return template.redirectedTo(to).toBuilder();
    }

    // --- waiting for the answer ---------------------------------------------------------------------------------

    @Override
    public Confirmation publish(Outgoing<? extends T> message) {
        requireOpen();
        departures.enter();
        try (Tracing.Work work = tools.tracing().sending(message.channel(), message.trace())) {
            return sendAndWait(message, work);
        } finally {
            departures.leave();
        }
    }

    private Confirmation sendAndWait(Outgoing<?> message, Tracing.Work work) {
        try {
            Sender sender = senders.take();
            boolean good = false;
            try {
                Message form = sender.write(message, work.context());
                long size = Departure.sizeOf(form, message);
                sender.send(form, message, null);
                counters.sent(size, tools.time().millis());
                Confirmation confirmation = Departure.confirmation(form, message);
                good = true;
                return confirmation;
            } finally {
                giveBack(sender, good);
            }
        } catch (JMSException e) {
            throw failed(work, Refusals.of("Sending " + message, e));
        } catch (RuntimeException e) {
            throw failed(work, e);
        }
    }

    private RuntimeException failed(Tracing.Work work, RuntimeException why) {
        counters.failed();
        work.failed(why);
        return why;
    }

    private void giveBack(Sender sender, boolean good) {
        if (good) {
            senders.give(sender);
        } else {
            senders.drop(sender);
        }
    }

    // --- not waiting --------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<Confirmation> publishAsync(Outgoing<? extends T> message) {
        requireOpen();
        departures.enter();
        return depart(message, senders::take).confirmed();
    }

    @Override
    public void fire(Outgoing<? extends T> message) {
        requireOpen();
        departures.enter();
        depart(message, senders::take).confirmed().exceptionally(failure -> {
            LOG.log(Level.WARNING, "A message that was fired is lost: " + failure.getMessage(), failure);
            return null;
        });
    }

    @Override
    public Optional<CompletionStage<Confirmation>> tryPublish(Outgoing<? extends T> message) {
        requireOpen();
        if (!departures.tryEnter()) {
            counters.refused();
            return Optional.empty();
        }
        Departure departure = depart(message, senders::tryTake);
        return departure.isRefused() ? Optional.empty() : Optional.of(departure.confirmed());
    }

    /** Sends over a session that is taken; refused when there is none. The place is given back in any case. */
    private Departure depart(Outgoing<?> given, Taking taking) {
        Departure departure = new Departure(given, tools::time, counters, departures);
        try (Tracing.Work work = tools.tracing().sending(given.channel(), given.trace())) {
            depart(given, departure, taking, work);
        } catch (Error e) {
            departure.fail(new ProviderException(ErrorCode.INTERNAL, "Sending " + given + " has failed: " + e, e));
            throw e;
        }
        return departure;
    }

    private void depart(Outgoing<?> given, Departure departure, Taking taking, Tracing.Work work) {
        try {
            Sender sender = taking.take();
            if (sender == null) {
                departure.refuse();
            } else {
                send(sender, given, departure, work.context());
            }
        } catch (JMSException e) {
            departure.fail(Refusals.of("Sending " + given, e));
            work.failed(e);
        } catch (RuntimeException e) {
            departure.fail(e);
            work.failed(e);
        }
    }

    private void send(Sender sender, Outgoing<?> message, Departure departure, TraceContext trace)
            throws JMSException {
        boolean good = false;
        try {
            Message form = sender.write(message, trace);
            departure.sizeIs(Departure.sizeOf(form, message));
            sender.send(form, message, departure);
            good = true;
        } finally {
            giveBack(sender, good);
        }
    }

    /** Takes a session to send with; null when that would mean to wait. */
    @FunctionalInterface
    private interface Taking {
        @Nullable Sender take() throws JMSException;
    }

    // --- life ---------------------------------------------------------------------------------------------------

    @Override
    public PublisherMetrics metrics() {
        return counters.metrics(departures.count());
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The publisher was closed: it sends nothing more");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        tools.release(this);
        Duration limit = tools.settings().closeLimit();
        if (!departures.awaitNone(limit)) {
            LOG.log(Level.WARNING, () -> departures.count() + " messages were still on their way after " + limit);
        }
        senders.close();
    }
}
