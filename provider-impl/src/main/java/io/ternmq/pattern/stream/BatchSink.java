// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.stream.BatchHandler;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects events until there are enough of them or the first one has waited long enough. The thread of the reader and
 * the worker that comes when the time is over take turns by this object's monitor, which is held while the program's
 * own code runs: batches come one at a time.
 */
final class BatchSink<E> implements Sink<E> {

    private static final TimeSource.Alarm NONE = () -> {};

    private final Toolbox tools;
    private final int size;
    private final Duration longest;
    private final BatchHandler<E> handler;
    private List<Incoming<E>> collected = new ArrayList<>();
    private TimeSource.Alarm alarm = NONE;
    private long batch;
    private @Nullable Listener listener;

    BatchSink(Toolbox tools, int size, Duration longest, BatchHandler<E> handler) {
        if (size < 1 || longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException(
                    "A batch has a size of 1 or more and a time of more than 0, not " + size + " and " + longest);
        }
        this.tools = tools;
        this.size = size;
        this.longest = longest;
        this.handler = handler;
    }

    @Override
    public synchronized void tell(Listener other) {
        this.listener = other;
    }

    @Override
    public synchronized void accept(Incoming<E> event) {
        collected.add(event);
        if (collected.size() >= size) {
            handOver();
        } else if (collected.size() == 1) {
            long number = batch;
            alarm = tools.time().schedule(
                    tools.time().millis() + longest.toMillis(), () -> tools.workers().run(() -> due(number)));
        }
    }

    private synchronized void due(long number) {
        if (number == batch) {
            handOver();
        }
    }

    @Override
    public synchronized void finish() {
        handOver();
    }

    @Override
    public synchronized void giveUp() {
        take();
    }

    private List<Incoming<E>> take() {
        alarm.cancel();
        alarm = NONE;
        batch++;
        List<Incoming<E>> taken = collected;
        collected = new ArrayList<>();
        return List.copyOf(taken);
    }

    private void handOver() {
        List<Incoming<E>> events = take();
        if (events.isEmpty()) {
            return;
        }
        Listener told = Objects.requireNonNull(listener, "tell comes first");
        long begin = tools.time().nanos();
        Throwable failure = handle(events);
        long nanos = tools.time().nanos() - begin;
        if (failure == null) {
            told.handled(events.size(), nanos);
        } else {
            told.failed(failure, nanos);
        }
    }

    private @Nullable Throwable handle(List<Incoming<E>> events) {
        try (Tracing.Work work = tools.tracing().handling(events)) {
            try {
                handler.handle(events);
                return null;
            } catch (Exception | Error e) {
                work.failed(e);
                return e;
            }
        }
    }

    @Override
    public boolean isInside() {
        return Thread.holdsLock(this);
    }
}
