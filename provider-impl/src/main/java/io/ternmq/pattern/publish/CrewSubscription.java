// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.common.Log;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.Handling;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A subscription with a crew of lanes, each with a transacted session. Any thread. */
final class CrewSubscription<T> implements Subscription {

    private static final Log LOG = Log.of(Subscription.class);

    private final Toolbox tools;
    private final Intake intake;
    private final Handling<T> handling;
    private final MessageHandler<T> handler;
    private final Crew crew;
    private final AtomicReference<CompletableFuture<Void>> stopped = new AtomicReference<>(new CompletableFuture<>());

    CrewSubscription(Toolbox tools, Intake intake, int lanes, Handling.Spec<T> spec, MessageHandler<T> handler) {
        this.tools = tools;
        this.intake = intake;
        this.handling = new Handling<>(tools, spec);
        this.handler = handler;
        this.crew = new Crew(tools, "The subscription to " + intake.channel(), lanes, this::openLane);
    }

    void open() throws JMSException {
        crew.open();
    }

    private Workers.Lane openLane() throws JMSException {
        Session session = tools.session(Session.SESSION_TRANSACTED);
        try {
            return tools.workers().drive(session, intake.consumer(session, tools.forms()), new Handler(session));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void stop(@Nullable Exception why) {
        crew.pause();
        Exception told =
                why != null ? why : new IllegalStateException("The filter of " + intake.channel() + " has failed");
        LOG.log(Level.WARNING, "Handling of " + intake.channel() + " has stopped until it is resumed: " + told, told);
        stopped().completeExceptionally(told);
    }

    private CompletableFuture<Void> stopped() {
        return Objects.requireNonNull(stopped.get());
    }

    @Override
    public Channel channel() {
        return intake.channel();
    }

    @Override
    public void pause() {
        crew.pause();
    }

    @Override
    public void resume() {
        CompletableFuture<Void> before = stopped();
        if (before.isCompletedExceptionally()) {
            stopped.compareAndSet(before, new CompletableFuture<>());
        }
        crew.resume();
    }

    @Override
    public boolean isPaused() {
        return crew.isPaused();
    }

    @Override
    public HandlingMetrics metrics() {
        return handling.metrics();
    }

    @Override
    public CompletionStage<Void> whenStopped() {
        return stopped().minimalCompletionStage();
    }

    @Override
    public void close() {
        if (crew.isClosed()) {
            return;
        }
        tools.release(this);
        handling.end();
        crew.close();
        stopped().complete(null);
    }

    /** What one lane does. Owner: the lane. */
    private final class Handler implements MessageListener {

        private final Session session;
        private @Nullable Exception failure;

        Handler(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(Message message) {
            try {
                if (handling.handle(message, session, this::remember) == Handling.Outcome.STOPPED) {
                    stop(failure);
                }
            } catch (JMSException e) {
                LOG.log(Level.WARNING, "The provider failed over a message of " + intake.channel(), e);
            }
        }

        private void remember(Incoming<T> message) throws Exception {
            try {
                handler.handle(message);
            } catch (Exception e) {
                failure = e;
                throw e;
            }
        }
    }
}
