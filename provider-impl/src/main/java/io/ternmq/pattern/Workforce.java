// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Lets an executor do the work. A lane occupies one of its threads for good, which costs no wake-up of a second thread
 * for each message; where the threads are not ours to occupy, or too few, the thread that delivers hands each message
 * over and waits. Any thread.
 */
public final class Workforce implements Workers {

    private final Executor executor;
    private final Executor closers;
    private final Duration closeLimit;
    private final Semaphore occupiable;

    /**
     * Workers over an executor.
     *
     * @param executor   does the work; may run it on the calling thread
     * @param occupiable how many of its threads lanes may keep for themselves
     * @param closers    runs errands, such as closing lanes that cannot be closed by whoever asks for it; never on the
     *                   calling thread
     * @param closeLimit how long closing a lane waits for the message at hand
     */
    public Workforce(Executor executor, int occupiable, Executor closers, Duration closeLimit) {
        this.executor = executor;
        this.occupiable = new Semaphore(occupiable);
        this.closers = closers;
        this.closeLimit = closeLimit;
    }

    @Override
    public void run(Runnable work) {
        executor.execute(work);
    }

    @Override
    public void aside(Runnable errand) {
        closers.execute(errand);
    }

    @Override
    public Lane drive(Session session, MessageConsumer consumer, MessageListener listener) throws JMSException {
        Gate gate = new Gate();
        LaneEnd end = new LaneEnd(gate, session, closers, closeLimit);
        if (!occupiable.tryAcquire()) {
            return HandedLane.begin(gate, end, consumer, listener, executor);
        }
        return occupied(new LoopingLane(gate, end, LoopingLane.receiving(end, consumer, listener)));
    }

    @Override
    public Lane occupy(Session session, Work work) {
        Gate gate = new Gate();
        LoopingLane lane = new LoopingLane(gate, new LaneEnd(gate, session, closers, closeLimit), work);
        if (occupiable.tryAcquire()) {
            return occupied(lane);
        }
        closers.execute(() -> lane.work(executor));
        return lane;
    }

    private Lane occupied(LoopingLane lane) {
        try {
            executor.execute(() -> occupy(lane));
        } catch (RuntimeException e) {
            occupiable.release();
            throw e;
        }
        return lane;
    }

    private void occupy(LoopingLane lane) {
        try {
            lane.work(Runnable::run);
        } finally {
            occupiable.release();
        }
    }
}
