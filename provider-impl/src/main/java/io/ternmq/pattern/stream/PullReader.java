// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.stream.EventReader;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.common.TimeSource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** A reader that is asked. One thread at a time, except for {@link #close()}. */
final class PullReader<E> implements EventReader<E> {

    private final Source<E> source;
    private final Cursor cursor;
    private final Predicate<Incoming<E>> accepted;

    PullReader(Source<E> source, Cursor cursor, Predicate<Incoming<E>> accepted) {
        this.source = source;
        this.cursor = cursor;
        this.accepted = accepted;
    }

    @Override
    public Optional<Incoming<E>> next(Duration longest) {
        requireOpen();
        TimeSource time = source.tools().time();
        long nanos = longest.toNanos();
        long begin = time.nanos();
        try {
            Message message = cursor.next(nanos);
            while (message != null) {
                Incoming<E> event = source.tools().forms().read(message, source.type());
                if (accepted.test(event)) {
                    return Optional.of(event);
                }
                message = cursor.next(Math.max(0, nanos - (time.nanos() - begin)));
            }
            return Optional.empty();
        } catch (JMSException e) {
            if (cursor.isClosed()) {
                return Optional.empty();
            }
            throw Refusals.of(e);
        }
    }

    private void requireOpen() {
        if (cursor.isClosed()) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "This reader of stream '" + source.name() + "' was closed: open another");
        }
    }

    @Override
    public boolean isEnded() {
        return cursor.isEnded();
    }

    @Override
    public void rewind(StreamPosition position) {
        requireOpen();
        try {
            cursor.rewind(position);
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public void close() {
        source.tools().release(this);
        try {
            cursor.close();
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }
}
