// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.Incoming;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * From messages to the program's own code, until one of them fails. Owner: the thread of the reader; how it ends may be
 * asked and said by any.
 */
final class Run<E> implements Sink.Listener {

    private final Source<E> source;
    private final Predicate<Incoming<E>> accepted;
    private final Sink<E> sink;
    private final Figures figures = new Figures();
    private final CompletableFuture<Long> done = new CompletableFuture<>();

    Run(Source<E> source, Predicate<Incoming<E>> accepted, Sink<E> sink) {
        this.source = source;
        this.accepted = accepted;
        this.sink = sink;
        sink.tell(this);
    }

    Source<E> source() {
        return source;
    }

    Sink<E> sink() {
        return sink;
    }

    /** Takes one message on its way; what does not fit and a predicate that throws end the reader. */
    void take(Message message) {
        try {
            Incoming<E> event = source.tools().forms().read(message, source.type());
            if (accepted.test(event)) {
                sink.accept(event);
            } else {
                figures.filtered();
            }
        } catch (JMSException e) {
            misfit(Refusals.of(e));
        } catch (RuntimeException e) {
            misfit(e);
        }
    }

    private void misfit(RuntimeException why) {
        sink.finish();
        failed(why, 0);
    }

    @Override
    public void handled(int events, long nanos) {
        figures.processed(events, nanos);
    }

    @Override
    public void failed(Throwable why, long nanos) {
        figures.failed(nanos);
        fail(why);
    }

    boolean isGoing() {
        return !done.isDone();
    }

    /** The end was reached. */
    void end() {
        sink.finish();
        done.complete(figures.processed());
    }

    /** Somebody has closed it. */
    void stop() {
        if (isGoing()) {
            sink.giveUp();
            done.complete(figures.processed());
        }
    }

    void fail(Throwable why) {
        done.completeExceptionally(why);
    }

    CompletableFuture<Long> done() {
        return done;
    }

    CompletionStage<Long> told() {
        return done.minimalCompletionStage();
    }

    HandlingMetrics metrics() {
        return figures.metrics();
    }
}
