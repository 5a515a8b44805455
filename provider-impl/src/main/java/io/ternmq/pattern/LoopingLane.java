// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A lane with a thread of its own, which receives. Any thread may steer it. */
final class LoopingLane implements Workers.Lane {

    private final Gate gate;
    private final LaneEnd end;
    private final Workers.Work work;

    LoopingLane(Gate gate, LaneEnd end, Workers.Work work) {
        this.gate = gate;
        this.end = end;
        this.work = work;
    }

    /** Receives message after message. */
    static Workers.Work receiving(LaneEnd end, MessageConsumer consumer, MessageListener listener) {
        return (turns, program) -> {
            Message message = consumer.receive();
            while (message != null && turns.enter()) {
                handle(message, turns, end, listener);
                message = consumer.receive();
            }
        };
    }

    /** Receives until the lane is closed. Occupies the calling thread. */
    void work(Executor program) {
        try {
            work.run(gate, program);
            end.lost(new ProviderException(ErrorCode.CONNECTION_LOST, "The provider has closed the consumer"));
        } catch (JMSException | RuntimeException e) {
            end.lost(e);
        } catch (Error e) {
            end.lost(new ProviderException(ErrorCode.CONNECTION_LOST, "A message could not be received: " + e, e));
            throw e;
        }
    }

    private static void handle(Message message, Workers.Turns turns, LaneEnd end, MessageListener listener) {
        try {
            listener.onMessage(message);
        } catch (RuntimeException | Error e) {
            end.listenerFailed(e);
        } finally {
            turns.leave();
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
