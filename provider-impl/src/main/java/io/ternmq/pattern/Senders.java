// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A few sessions that send, shared by many threads. Whoever takes one has it alone until it is given back, or dropped
 * when it has failed; one of a connection that was lost is never handed out. Callable from any thread.
 */
public final class Senders implements AutoCloseable {

    private static final Log LOG = Log.of(Senders.class);

    private final Toolbox tools;
    private final Semaphore room;
    private final Deque<Sender> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** None is opened before it is taken. */
    public Senders(Toolbox tools, int limit) {
        this.tools = tools;
        this.room = new Semaphore(limit);
    }

    /** Takes one; waits while all are taken. */
    public Sender take() throws JMSException {
        requireOpen();
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "The thread was interrupted while it waited for a session to send with",
                    e);
        }
        return taken();
    }

    /** Takes one; null when all are taken. */
    public @Nullable Sender tryTake() throws JMSException {
        requireOpen();
        return room.tryAcquire() ? taken() : null;
    }

    private Sender taken() throws JMSException {
        boolean done = false;
        try {
            Connection present = tools.connection();
            Sender sender = idle.pollFirst();
            while (sender != null && !sender.isOver(present)) {
                end(sender);
                sender = idle.pollFirst();
            }
            Sender taken = sender != null ? sender : Sender.over(tools);
            done = true;
            return taken;
        } finally {
            if (!done) {
                room.release();
            }
        }
    }

    /** Gives back one that is as good as before. */
    public void give(Sender sender) {
        idle.addFirst(sender);
        room.release();
        if (closed) {
            endIdle();
        }
    }

    /** Gives back one that has failed. */
    public void drop(Sender sender) {
        end(sender);
        room.release();
    }

    /** Ends those that are not taken; the others end when they are given back. */
    @Override
    public void close() {
        closed = true;
        endIdle();
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "It was closed: nothing more can be sent with it");
        }
    }

    private void endIdle() {
        for (Sender sender = idle.pollFirst(); sender != null; sender = idle.pollFirst()) {
            end(sender);
        }
    }

    private static void end(Sender sender) {
        try {
            sender.close();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A session that sends could not be closed", e);
        }
    }
}
