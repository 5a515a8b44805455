// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages one by one through the program's own code, inside the transaction of the session that delivered them.
 * When {@link #handle} returns, the transaction is over: what the program's code did with the session is either
 * committed together with the consumption, or undone together with it. Any number of threads, each with its own
 * session.
 *
 * <p>Attempts follow one another within one transaction. Whoever sends with the session therefore does it in the {@link
 * Closing}, which runs once, after an attempt has succeeded, so that nothing of a failed attempt is committed.
 *
 * @param <T> type of the bodies
 */
public final class Handling<T> {

    private static final Log LOG = Log.of(Handling.class);

    /** What became of a message. */
    public enum Outcome {
        /** It was handled; committed. */
        HANDLED,
        /** The predicate left it out; committed. */
        FILTERED,
        /** It failed for good and went to the dead-letter queue; committed. */
        DEAD_LETTERED,
        /** It failed for good and is gone; committed. */
        DROPPED,
        /** It went back to the provider; rolled back. */
        RETURNED,
        /** It went back to the provider, and whoever asked is to pause; rolled back. */
        STOPPED
    }

    /** What is done with the session once an attempt has succeeded, and becomes true together with the consumption. */
    @FunctionalInterface
    public interface Closing {

        /** Nothing. */
        Closing NOTHING = () -> {};

        /** Sends what is to be sent; a failure rolls everything back. */
        void run() throws JMSException;
    }

    /**
     * What is handled and how.
     *
     * @param type         of the bodies
     * @param source       where the messages come from
     * @param subscription name of the subscription, or null
     * @param policy       what happens after failures
     * @param filter       messages that it does not want are consumed and counted, and that is all
     */
    public record Spec<T>(
            PayloadType<T> type,
            Channel source,
            @Nullable String subscription,
            ErrorPolicy policy,
            Predicate<? super Incoming<T>> filter) {

        /** Everything that comes from a channel, with the default policy. */
        public static <T> Spec<T> of(PayloadType<T> type, Channel source) {
            return new Spec<>(type, source, null, ErrorPolicy.DEFAULT, message -> true);
        }

        /** The same for a named subscription. */
        public Spec<T> withSubscription(@Nullable String name) {
            return new Spec<>(type, source, name, policy, filter);
        }

        /** The same with another policy. */
        public Spec<T> withPolicy(ErrorPolicy choice) {
            return new Spec<>(type, source, subscription, choice, filter);
        }

        /** The same for those messages that a predicate wants. */
        public Spec<T> withFilter(Predicate<? super Incoming<T>> wanted) {
            return new Spec<>(type, source, subscription, policy, wanted);
        }
    }

    private final Toolbox tools;
    private final Spec<T> spec;
    private final DeadLetterBox deadLetters;
    private final HandlingCounters counters = new HandlingCounters();
    private final Pauses pauses = new Pauses();

    /** Handling with the given tools. */
    public Handling(Toolbox tools, Spec<T> spec) {
        this.tools = tools;
        this.spec = spec;
        this.deadLetters = new DeadLetterBox(spec.source(), spec.subscription());
    }

    /**
     * Handles one message.
     *
     * @param raw        what the session delivered
     * @param transacted the session, whose transaction ends here; on its thread
     * @param handler    the program's code; not to send with the session, see {@link Closing}
     * @throws JMSException when the provider fails; the transaction is rolled back, if the provider can still do that
     */
    public Outcome handle(Message raw, Session transacted, MessageHandler<T> handler) throws JMSException {
        return handle(raw, transacted, handler, Closing.NOTHING);
    }

    /**
     * Handles one message and does something more with the session.
     *
     * @param closing sends what is to become true together with the consumption
     */
    public Outcome handle(Message raw, Session transacted, MessageHandler<T> handler, Closing closing)
            throws JMSException {
        try {
            Outcome outcome = settle(raw, transacted, handler, closing);
            if (outcome == Outcome.RETURNED || outcome == Outcome.STOPPED) {
                transacted.rollback();
            } else {
                transacted.commit();
            }
            counters.count(outcome);
            return outcome;
        } catch (JMSException | RuntimeException | Error e) {
            rollBack(transacted, e);
            throw e;
        }
    }

    private Outcome settle(Message raw, Session session, MessageHandler<T> handler, Closing closing)
            throws JMSException {
        Incoming<T> message;
        try {
            message = tools.forms().read(raw, spec.type());
        } catch (PayloadException e) {
            return misfit(raw, session, e);
        }
        Attempts attempts = new Attempts(message, handler);
        Outcome outcome = attempts.run();
        if (outcome == Outcome.HANDLED) {
            closing.run();
        } else if (outcome == Outcome.DEAD_LETTERED) {
            LOG.log(Level.WARNING, () -> attempts.message + " goes to the dead letters: " + attempts.failure);
            deadLetters.take(raw, session, DeadLetterBox.Why.failed(attempts.made, attempts.failure));
        }
        return outcome;
    }

    /** Trying again will not help, and neither will giving it back: it would come again. */
    private Outcome misfit(Message raw, Session session, PayloadException fault) throws JMSException {
        if (spec.policy().then() == ErrorPolicy.Then.DROP) {
            LOG.log(Level.WARNING, "Dropped a message of " + spec.source() + ": " + fault.getMessage(), fault);
            return Outcome.DROPPED;
        }
        LOG.log(
                Level.WARNING,
                () -> "A message of " + spec.source() + " goes to the dead letters: " + fault.getMessage());
        deadLetters.take(raw, session, DeadLetterBox.Why.misfit(fault));
        return Outcome.DEAD_LETTERED;
    }

    private static void rollBack(Session session, Throwable why) {
        try {
            session.rollback();
        } catch (JMSException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Begins no further attempts: a message that has failed goes back to the provider, and pauses are over. */
    public void end() {
        pauses.end();
    }

    /** What has been done so far. */
    public HandlingMetrics metrics() {
        return counters.metrics();
    }

    /** One message on its way through the program's code. Owner: the thread of its session. */
    private final class Attempts {

        private final Incoming<T> message;
        private final MessageHandler<T> handler;
        private final TimeSource time = tools.time();
        private int made;
        private @Nullable Exception failure;

        Attempts(Incoming<T> message, MessageHandler<T> handler) {
            this.message = message;
            this.handler = handler;
        }

        Outcome run() {
            Outcome outcome = attempt();
            while (outcome == Outcome.RETURNED && made < spec.policy().maxAttempts() && pauses.hold(time, pause())) {
                counters.retry();
                outcome = attempt();
            }
            return outcome == Outcome.RETURNED ? failed() : outcome;
        }

        private Duration pause() {
            return spec.policy().pauseAfter(made);
        }

        private Outcome attempt() {
            made++;
            long begin = time.nanos();
            try (Tracing.Work work = tools.tracing().handling(message)) {
                return attempt(work);
            } finally {
                counters.took(time.nanos() - begin);
            }
        }

        private Outcome attempt(Tracing.Work work) {
            try {
                if (!spec.filter().test(message)) {
                    return Outcome.FILTERED;
                }
                handler.handle(message);
                return Outcome.HANDLED;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return fail(work, e);
            } catch (Exception e) {
                return fail(work, e);
            }
        }

        private Outcome fail(Tracing.Work work, Exception e) {
            work.failed(e);
            failure = e;
            return Outcome.RETURNED;
        }

        private Outcome failed() {
            if (pauses.isEnded() || Thread.currentThread().isInterrupted()) {
                return Outcome.RETURNED;
            }
            return switch (spec.policy().then()) {
                case DEAD_LETTER -> Outcome.DEAD_LETTERED;
                case REDELIVER -> Outcome.RETURNED;
                case STOP -> Outcome.STOPPED;
                case DROP -> dropped();
            };
        }

        private Outcome dropped() {
            LOG.log(
                    Level.WARNING,
                    "Dropped a message of " + spec.source() + " after " + made + " attempts: " + failure,
                    failure == null ? new IllegalStateException("no attempt") : failure);
            return Outcome.DROPPED;
        }
    }
}
