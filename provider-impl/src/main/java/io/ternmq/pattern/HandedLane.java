// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A lane over the thread that delivers, which hands each message to an executor and waits until it is handled, so that
 * the session has one user at any time. Any thread may steer it.
 */
final class HandedLane implements Workers.Lane, MessageListener {

    private final Gate gate;
    private final LaneEnd end;
    private final MessageListener listener;
    private final Executor executor;

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
        consumer.setMessageListener(lane);
        return lane;
    }

    /** An executor that refuses makes this throw, which gives the message back to the provider. */
    @Override
    public void onMessage(Message message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        executor.execute(() -> handle(message, done));
        done.join();
    }

    private void handle(Message message, CompletableFuture<Void> done) {
        try {
            if (gate.enter()) {
                try {
                    listener.onMessage(message);
                } finally {
                    gate.leave();
                }
            }
        } catch (RuntimeException | Error e) {
            end.listenerFailed(e);
        } finally {
            done.complete(null);
        }
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
