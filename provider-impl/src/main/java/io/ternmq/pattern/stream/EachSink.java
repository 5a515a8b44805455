// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands on each event by itself, as a child of its writer's work. Owner: the thread of the reader. */
final class EachSink<E> implements Sink<E> {

    private final Tracing tracing;
    private final TimeSource time;
    private final MessageHandler<E> handler;
    private @Nullable Listener listener;
    private volatile @Nullable Thread inside;

    EachSink(Toolbox tools, MessageHandler<E> handler) {
        this.tracing = tools.tracing();
        this.time = tools.time();
        this.handler = handler;
    }

    @Override
    public void tell(Listener other) {
        this.listener = other;
    }

    @Override
    public void accept(Incoming<E> event) {
        long begin = time.nanos();
        inside = Thread.currentThread();
        Throwable failure = handle(event);
        inside = null;
        long nanos = time.nanos() - begin;
        if (failure == null) {
            told().handled(1, nanos);
        } else {
            told().failed(failure, nanos);
        }
    }

    @SuppressWarnings("PMD") // the program's code may throw anything
    private @Nullable Throwable handle(Incoming<E> event) {
        try (Tracing.Work work = tracing.handling(event)) {
            try {
                handler.handle(event);
                return null;
            } catch (Exception | Error e) {
                work.failed(e);
                return e;
            }
        }
    }

    private Listener told() {
        return Objects.requireNonNull(listener, "tell comes first");
    }

    @Override
    public void finish() {
        // each event was handed on when it came
    }

    @Override
    public void giveUp() {
        // nothing is collected
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a thread is itself
    public boolean isInside() {
        return inside == Thread.currentThread();
    }
}
