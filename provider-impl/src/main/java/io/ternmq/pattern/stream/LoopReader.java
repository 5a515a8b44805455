// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.common.Log;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A reader with an end: a worker of its own asks for one message after the other, since whether the end is reached is a
 * question that a consumer with a listener cannot be asked. Owner of the cursor: the worker. Any thread may steer it.
 */
final class LoopReader<E> implements ReaderHandle {

    private static final Log LOG = Log.of(LoopReader.class);
    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Run<E> run;
    private final Cursor cursor;
    private final Toolbox tools;
    private final AtomicReference<@Nullable StreamPosition> next = new AtomicReference<>();
    private boolean paused;
    private volatile boolean closed;

    private LoopReader(Run<E> run, Cursor cursor) {
        this.run = run;
        this.cursor = cursor;
        this.tools = run.source().tools();
    }

    static <E> ReaderHandle start(Run<E> run, ReadingPlan plan) throws JMSException {
        LoopReader<E> reader = new LoopReader<>(run, Cursor.open(run.source(), plan));
        reader.tools.keep(reader);
        reader.tools.workers().run(reader::work);
        return reader;
    }

    private void work() {
        try {
            while (awaitTurn() && !isOver()) {
                Message message = cursor.next(LOOK_UP_NANOS);
                if (message != null && next.get() == null) {
                    run.take(message);
                }
            }
            leave();
        } catch (JMSException | RuntimeException e) {
            leave(e);
        } finally {
            tools.release(this);
        }
    }

    /** Waits while paused; false when there is nothing more to do here. */
    private boolean awaitTurn() {
        synchronized (this) {
            try {
                while (paused && !closed && run.isGoing()) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !closed && run.isGoing();
    }

    /** Whether the end is reached; a rewind that has come until then goes before it. */
    private boolean isOver() throws JMSException {
        StreamPosition position = next.getAndSet(null);
        if (position != null) {
            run.sink().giveUp();
            cursor.rewind(position);
        }
        return cursor.isEnded();
    }

    private void leave() throws JMSException {
        if (!closed && cursor.isEnded()) {
            run.end();
        } else {
            run.stop();
        }
        cursor.close();
    }

    private void leave(Exception failure) {
        if (closed) {
            run.stop();
        } else {
            run.fail(Refusals.of(failure));
        }
        closeCursor();
    }

    private void closeCursor() {
        try {
            cursor.close();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A reader's session could not be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void pause() {
        paused = true;
    }

    @Override
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    @Override
    public void rewind(StreamPosition position) {
        next.set(position);
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
        closed = true;
        synchronized (this) {
            notifyAll();
        }
        if (run.sink().isInside()) {
            return;
        }
        closeCursor();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            run.done().get(tools.settings().closeLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "The reader had failed: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "A reader of stream '" + run.source().name() + "' still handles an event", e);
        }
    }
}
