// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.request.RequestHandler;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Sender;
import io.ternmq.pattern.Senders;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes requests through the program's code and sends the replies. Any number of threads, each with its own sender. */
final class Answering<Q> {

    private static final Log LOG = Log.of(Answering.class);
    private static final String DELIVERIES = "JMSXDeliveryCount";

    private final Toolbox tools;
    private final Senders senders;
    private final PayloadType<Q> type;
    private final @Nullable String name;
    private final RequestHandler<Q> handler;
    private final ResponderCounters counters = new ResponderCounters();

    /**
     * Nothing is answered yet.
     *
     * @param senders send the replies that come later, as stages complete
     * @param name    of the responder, or null
     */
    Answering(
            Toolbox tools, Senders senders, PayloadType<Q> type, @Nullable String name, RequestHandler<Q> handler) {
        this.tools = tools;
        this.senders = senders;
        this.type = type;
        this.name = name;
        this.handler = handler;
    }

    ResponderCounters counters() {
        return counters;
    }

    /**
     * Handles a request or command.
     *
     * @param sender of the lane, for the reply
     * @return false when it is to go back to the provider: a command over which the handler has failed, and what was
     *     abandoned
     */
    boolean handle(Message form, Sender sender, TimeSource time) throws JMSException {
        Asker asker = Asker.of(form);
        if (asker == null) {
            counters.commands.increment();
        }
        Incoming<Q> request;
        try {
            request = tools.forms().read(form, type);
        } catch (PayloadException e) {
            return failed(form, asker, e, sender, TraceContext.current());
        }
        try (Tracing.Work work = tools.tracing().handling(request)) {
            return handle(request, asker, sender, time, work);
        }
    }

    private boolean handle(
            Incoming<Q> request, @Nullable Asker asker, Sender sender, TimeSource time, Tracing.Work work)
            throws JMSException {
        Object answer;
        long begin = time.nanos();
        try {
            answer = handler.answer(request);
        } catch (Abandoned e) {
            work.failed(e);
            return false;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            work.failed(e);
            return failed(request.message(), asker, e, sender, work.context());
        } catch (Error e) {
            work.failed(e);
            return failed(request.message(), asker, e, sender, work.context());
        } finally {
            counters.nanos.add(time.nanos() - begin);
        }
        if (answer instanceof CompletionStage<?> stage) {
            later(request.message(), stage, asker, work.context());
        } else if (asker != null) {
            answered(request.message(), asker, answer, sender, work.context());
        }
        return true;
    }

    // --- replies ------------------------------------------------------------------------------------------------

    private void answered(
            Message form, Asker asker, @Nullable Object answer, Sender sender, TraceContext trace)
            throws JMSException {
        try {
            send(asker, asker.answer(answer, name), sender, trace);
            counters.answered.increment();
        } catch (PayloadException e) {
            failed(form, asker, e, sender, trace);
        }
    }

    /** False when there is nobody to be told. */
    private boolean failed(
            Message form, @Nullable Asker asker, Throwable why, Sender sender, TraceContext trace)
            throws JMSException {
        counters.failed.increment();
        if (asker == null) {
            tell(why instanceof Error ? Level.ERROR : Level.WARNING, form, why, "goes back to the provider");
            return false;
        }
        if (why instanceof Error) {
            tell(Level.ERROR, form, why, "goes to who has asked, as a failure");
        }
        send(asker, asker.failure(why, name), sender, trace);
        return true;
    }

    private static void tell(Level level, Message form, Throwable why, String next) {
        LOG.line(level, describe(form) + ", has failed: " + why + "; " + next, why);
    }

    private static String describe(Message form) {
        try {
            int attempt = form.propertyExists(DELIVERIES) ? form.getIntProperty(DELIVERIES) : 1;
            return form.getJMSDestination() + " message " + form.getJMSMessageID() + ", attempt " + attempt;
        } catch (JMSException e) {
            return "A request without a name (" + e.getMessage() + ')';
        }
    }

    /** A reply that is not taken is no reason to handle the request once more. */
    private void send(Asker asker, Outgoing<?> reply, Sender sender, TraceContext trace) {
        try {
            asker.send(sender, reply, trace);
        } catch (JMSException e) {
            undeliverable(asker, e);
        }
    }

    private void undeliverable(Asker asker, Exception why) {
        counters.undeliverable.increment();
        LOG.log(Level.DEBUG, "A reply to " + asker.place() + " was not taken", why);
    }

    // --- replies that come later --------------------------------------------------------------------------------

    private void later(Message form, CompletionStage<?> stage, @Nullable Asker asker, TraceContext trace) {
        counters.pending.incrementAndGet();
        stage.whenComplete((answer, failure) -> {
            counters.pending.decrementAndGet();
            Throwable why = failure == null ? null : Replies.unwrap(failure);
            if (why != null) { // nobody else is told of a command
                String next = asker == null ? "is lost, since its stage came later" : "goes to who has asked";
                tell(asker == null ? Level.WARNING : Level.DEBUG, form, why, next);
            }
            complete(answer, why, asker, trace);
        });
    }

    private void complete(
            @Nullable Object answer, @Nullable Throwable failure, @Nullable Asker asker, TraceContext trace) {
        if (failure != null) {
            counters.failed.increment();
        }
        if (asker == null) {
            return;
        }
        Outgoing<?> reply = failure == null ? asker.answer(answer, name) : asker.failure(failure, name);
        try {
            sendLater(asker, reply, trace);
            if (failure == null) {
                counters.answered.increment();
            }
        } catch (PayloadException e) {
            complete(null, e, asker, trace);
        } catch (JMSException | RuntimeException e) {
            undeliverable(asker, e);
        }
    }

    private void sendLater(Asker asker, Outgoing<?> reply, TraceContext trace) throws JMSException {
        Sender sender = senders.take();
        boolean good = false;
        try {
            asker.send(sender, reply, trace);
            good = true;
        } finally {
            if (good) {
                senders.give(sender);
            } else {
                senders.drop(sender);
            }
        }
    }
}
