// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.common.Log;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A lane over the thread that delivers, which hands each message to an executor and waits until it is handled, so that
 * the session has one user at any time. While the lane is paused, the thread that delivers waits, and none of the
 * executor's. What the executor has not begun when the lane is closed is not waited for: that thread may never come to
 * it, or be the one that closes. Any thread may steer it.
 */
final class HandedLane implements Workers.Lane, MessageListener {

    private static final Log LOG = Log.of(Workers.class);
    private static final Duration BETWEEN_REFUSALS = Duration.ofMillis(200);

    private final Gate gate;
    private final LaneEnd end;
    private final MessageListener listener;
    private final Executor executor;

    /** The message at hand was refused before. Owner: the thread that delivers. */
    private boolean refused;

    /** True when the message that was handed over last was handled; false when that is to be tried again. */
    private volatile CompletableFuture<Boolean> handedOver = CompletableFuture.completedFuture(true);

    private HandedLane(Gate gate, LaneEnd end, MessageListener listener, Executor executor) {
        this.gate = gate;
        this.end = end;
        this.listener = listener;
        this.executor = executor;
    }

    static Workers.Lane begin(
            Gate gate, LaneEnd end, MessageConsumer consumer, MessageListener listener, Executor executor)
            throws JMSException {
        HandedLane lane = new HandedLane(gate, end, listener, executor);
        end.whenLeft(lane::takeBack);
        consumer.setMessageListener(lane);
        return lane;
    }

    /** What is not handled when this returns is not settled either: it goes back as the session is closed. */
    @Override
    public void onMessage(Message message) {
        boolean handled = false;
        while (!handled && gate.awaitOpen()) {
            handled = handOver(message);
        }
    }

    private boolean handOver(Message message) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        handedOver = done;
        if (gate.isShut()) { // who shuts it takes back what was handed over before
            return false;
        }
        try {
            executor.execute(() -> handle(message, done));
        } catch (RejectedExecutionException e) {
            LOG.log(refused ? Level.DEBUG : Level.WARNING, "An executor refuses a message, which waits for it", e);
            refused = true;
            gate.awaitShut(BETWEEN_REFUSALS);
            return false;
        }
        refused = false;
        return done.join();
    }

    private void handle(Message message, CompletableFuture<Boolean> done) {
        boolean entered = false;
        try {
            entered = gate.tryEnter();
            if (entered) {
                try {
                    listener.onMessage(message);
                } catch (RuntimeException | Error e) {
                    end.listenerFailed(e);
                } finally {
                    gate.leave();
                }
            }
        } finally {
            done.complete(entered);
        }
    }

    private void takeBack() {
        handedOver.complete(false);
    }

    @Override
    public void pause() {
        gate.pause();
    }

    @Override
    public void resume() {
        gate.resume();
    }

    @Override
    public CompletionStage<Void> ended() {
        return end.over();
    }

    @Override
    public void close() throws JMSException {
        end.close();
    }
}
