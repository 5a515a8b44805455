// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Describes a reader: where it begins and ends, and what it leaves out. Every call but the last ones returns this
 * builder. Not for use by several threads.
 *
 * @param <E> type of the events
 */
public interface StreamReading<E> {

    /**
     * Says where to begin.
     *
     * @param position default {@link StreamPosition.Earliest}
     * @return this builder
     */
    StreamReading<E> from(StreamPosition position);

    /**
     * Says where to end.
     *
     * @param end default {@link StreamEnd.Never}
     * @return this builder
     */
    StreamReading<E> to(StreamEnd end);

    /**
     * Leaves out events of other types.
     *
     * @param pattern a pattern of logical types ({@code JMSType}) by the rules of topic names: {@code order.*} is
     *                {@code order.paid}, {@code order.#} is {@code order} and everything below; an event without a
     *                type is left out
     * @return this builder
     */
    StreamReading<E> matching(String pattern);

    /**
     * Leaves out what a selector does not select.
     *
     * @param expression a message selector
     * @return this builder
     */
    StreamReading<E> selector(String expression);

    /**
     * Leaves out events of other keys.
     *
     * @param value the key
     * @return this builder
     */
    StreamReading<E> key(String value);

    /**
     * Leaves out what a predicate does not accept.
     *
     * @param accepted called on the thread that reads
     * @return this builder
     */
    StreamReading<E> filter(Predicate<? super Incoming<E>> accepted);

    /**
     * Limits how fast events come.
     *
     * @param eventsPerSecond events a second, 1 or more
     * @return this builder
     */
    StreamReading<E> rate(int eventsPerSecond);

    /**
     * Ends the description with a reader that is asked for one event after the other.
     *
     * @return to be closed by the caller
     */
    EventReader<E> open();

    /**
     * Ends the description with a callback for each event. What it throws ends the reader, and so does an event that is
     * not of the type of the stream.
     *
     * @param handler gets the events in order, one at a time
     * @return to watch and close it
     */
    ReaderHandle each(MessageHandler<E> handler);

    /**
     * Ends the description with a callback for several events together. What it throws ends the reader, and so does an
     * event that is not of the type of the stream; the events before that one are handled first.
     *
     * @param size    most events of a batch, 1 or more
     * @param longest how long the first event of a batch waits for the others at most
     * @param handler gets the batches in order, one at a time
     * @return to watch and close it
     */
    ReaderHandle batches(int size, Duration longest, BatchHandler<E> handler);
}
