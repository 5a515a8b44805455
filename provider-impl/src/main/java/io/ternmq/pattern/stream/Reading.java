// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.stream.BatchHandler;
import io.ternmq.api.pattern.stream.EventReader;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamReading;
import io.ternmq.routing.TopicPattern;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.function.Predicate;

/** Describes a reader. One thread. */
final class Reading<E> implements StreamReading<E> {

    private final Source<E> source;
    private ReadingPlan plan = ReadingPlan.from(new StreamPosition.Earliest());
    private Predicate<Incoming<E>> accepted = event -> true;

    Reading(Source<E> source) {
        this.source = source;
    }

    @Override
    public StreamReading<E> from(StreamPosition position) {
        plan = plan.at(position);
        return this;
    }

    @Override
    public StreamReading<E> to(StreamEnd end) {
        if (!(end instanceof StreamEnd.Never) && !source.isSingle()) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, "'" + source.name()
                    + "' is a pattern, and the streams that it is about have no end in common: read them one by one");
        }
        plan = plan.to(end);
        return this;
    }

    @Override
    public StreamReading<E> matching(String pattern) {
        TopicPattern types = TopicPattern.parse(pattern);
        accepted = accepted.and(event -> {
            String type = event.type();
            return type != null && types.matches(type);
        });
        return this;
    }

    @Override
    public StreamReading<E> selector(String expression) {
        plan = plan.selecting(expression);
        return this;
    }

    @Override
    public StreamReading<E> key(String value) {
        plan = plan.ofKey(value);
        return this;
    }

    @Override
    public StreamReading<E> filter(Predicate<? super Incoming<E>> wanted) {
        accepted = accepted.and(wanted);
        return this;
    }

    @Override
    public StreamReading<E> rate(int eventsPerSecond) {
        if (eventsPerSecond < 1) {
            throw new IllegalArgumentException("A rate is 1 event a second or more, not " + eventsPerSecond);
        }
        plan = plan.atRate(eventsPerSecond);
        return this;
    }

    @Override
    public EventReader<E> open() {
        try {
            return source.tools().keep(new PullReader<>(source, Cursor.open(source, plan), accepted));
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public ReaderHandle each(MessageHandler<E> handler) {
        return start(new EachSink<>(source.tools(), handler));
    }

    @Override
    public ReaderHandle batches(int size, Duration longest, BatchHandler<E> handler) {
        return start(new BatchSink<>(source.tools(), size, longest, handler));
    }

    private ReaderHandle start(Sink<E> sink) {
        Run<E> run = new Run<>(source, accepted, sink);
        try {
            return plan.isEndless() ? LaneReader.start(run, plan) : LoopReader.start(run, plan);
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }
}
