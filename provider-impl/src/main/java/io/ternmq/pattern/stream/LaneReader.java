// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.common.Log;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A reader without an end: a lane delivers, and another one takes its place when the reader is rewound or its
 * connection was lost. What a lane brings after its time does not count. Any thread; the monitor is never held while
 * somebody is waited for.
 */
final class LaneReader<E> implements ReaderHandle {

    private static final Log LOG = Log.of(LaneReader.class);

    private final Run<E> run;
    private final ReadingPlan plan;
    private final Toolbox tools;
    private final boolean isSingle;
    private Workers.@Nullable Lane lane;
    private boolean paused;
    private final Runnable connectionLost = this::connectionLost;
    private volatile long generation;
    private volatile long last = -1;
    private volatile boolean closed;

    private LaneReader(Run<E> run, ReadingPlan plan) {
        this.run = run;
        this.plan = plan;
        this.tools = run.source().tools();
        this.isSingle = run.source().isSingle();
    }

    static <E> ReaderHandle start(Run<E> run, ReadingPlan plan) throws JMSException {
        LaneReader<E> reader = new LaneReader<>(run, plan);
        reader.tools.keep(reader);
        try {
            reader.open(plan.begin(), 0);
        } catch (JMSException | RuntimeException e) {
            reader.tools.release(reader);
            throw e;
        }
        reader.tools.whenLost(reader.connectionLost);
        reader.run.told().whenComplete((count, failure) -> reader.closeAfter(failure));
        return reader;
    }

    private void closeAfter(@Nullable Throwable failure) {
        if (failure != null) {
            tools.workers().aside(this::close);
        }
    }

    private void open(StreamPosition position, long number) throws JMSException {
        Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
        Workers.Lane opened;
        try {
            opened = tools.workers().drive(
                    session,
                    Cursor.consumer(run.source(), session, plan.at(position)),
                    message -> onMessage(number, message));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
        if (install(opened, number)) {
            opened.ended().whenComplete((nothing, failure) -> lost(number, failure));
        } else {
            opened.close();
        }
    }

    private synchronized boolean install(Workers.Lane opened, long number) {
        if (closed || number != generation) {
            return false;
        }
        lane = opened;
        if (paused) {
            opened.pause();
        }
        return true;
    }

    private void onMessage(long number, Message message) {
        try {
            long offset = message.getLongProperty(MessageProperties.OFFSET);
            boolean isNew = !isSingle || offset > last;
            if (number == generation && isNew && !closed && run.isGoing()) {
                last = isSingle ? offset : last;
                run.take(message);
            }
        } catch (JMSException e) {
            run.fail(Refusals.of(e));
        }
    }

    private void lost(long number, @Nullable Throwable failure) {
        if (failure != null) {
            tools.workers().aside(() -> goOnAfter(number));
        }
    }

    /** Not every lane notices by itself; who is told twice goes on once. */
    private void connectionLost() {
        long number = generation;
        tools.workers().aside(() -> goOnAfter(number));
    }

    private void goOnAfter(long number) {
        if (number == generation && !closed && run.isGoing()) {
            replace(last < 0 ? plan.begin() : new StreamPosition.Offset(last + 1), last);
        }
    }

    @Override
    public void rewind(StreamPosition position) {
        if (!closed && run.isGoing()) {
            replace(position, -1);
        }
    }

    private void replace(StreamPosition position, long before) {
        long number;
        Workers.Lane old;
        synchronized (this) {
            number = generation + 1;
            generation = number;
            old = lane;
            lane = null;
        }
        try {
            closeLane(old);
            if (before < 0) {
                run.sink().giveUp();
            }
            last = before;
            open(position, number);
        } catch (JMSException e) {
            run.fail(Refusals.of(e));
        }
    }

    private static void closeLane(Workers.@Nullable Lane old) {
        try {
            if (old != null) {
                old.close();
            }
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A reader's consumer could not be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void pause() {
        paused = true;
        if (lane != null) {
            lane.pause();
        }
    }

    @Override
    public synchronized void resume() {
        paused = false;
        if (lane != null) {
            lane.resume();
        }
    }

    @Override
    public CompletionStage<Long> done() {
        return run.told();
    }

    @Override
    public HandlingMetrics metrics() {
        return run.metrics();
    }

    @Override
    public void close() {
        Workers.Lane open;
        synchronized (this) {
            closed = true;
            open = lane;
            lane = null;
        }
        tools.forget(connectionLost);
        tools.release(this);
        closeLane(open);
        run.stop();
    }
}
