// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.policy.StreamPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A stream whose events have a type. Callable from any thread; what the broker refuses is a {@link ProviderException}
 * with the broker's code. Closing it ends nothing of the stream itself, and no readers or groups either: each has a
 * life of its own.
 *
 * @param <E> type of the events
 */
public interface EventStream<E> extends AutoCloseable {

    /**
     * Its name.
     *
     * @return that of its topic
     */
    String name();

    /**
     * Where its events are sent to, for an {@link Outgoing} of the program's own.
     *
     * @return its topic
     */
    Channel channel();

    // --- writing ------------------------------------------------------------------------------------------------

    /**
     * Appends an event without a key and waits until it is durable.
     *
     * @param event what has happened
     * @return where it is
     * @throws ProviderException with {@link ErrorCode#NOT_FOUND} when the topic has no stream
     * @throws PayloadException when it cannot be written
     */
    Appended append(E event);

    /**
     * Appends an event and waits until it is durable.
     *
     * @param key   events of one key are in one partition, in order
     * @param event what has happened
     * @return where it is
     * @throws PayloadException when it cannot be written
     */
    Appended append(String key, E event);

    /**
     * Appends an event with headers of its own and waits until it is durable.
     *
     * @param event sent to {@link #channel()}, whatever it says
     * @return where it is
     * @throws PayloadException when it cannot be written
     */
    Appended append(Outgoing<? extends E> event);

    /**
     * Appends an event without waiting. Events of one thread keep their order.
     *
     * @param key   events of one key are in one partition, in order
     * @param event what has happened; not to be changed until it is written, which it is on return
     * @return where it is, once it is durable
     */
    CompletionStage<Appended> appendAsync(String key, E event);

    /**
     * Appends an event with headers of its own without waiting. Events of one thread keep their order.
     *
     * @param event sent to {@link #channel()}, whatever it says
     * @return where it is, once it is durable
     */
    CompletionStage<Appended> appendAsync(Outgoing<? extends E> event);

    /**
     * Appends several events, all of them or none, and waits until they are durable.
     *
     * @param events in this order, sent to {@link #channel()}, whatever they say
     * @return one for each in the same order; the broker does not tell their places
     * @throws PayloadException when one cannot be written; then none is appended
     */
    List<Appended> appendAll(List<? extends Outgoing<? extends E>> events);

    /**
     * Appends events of one key, all of them or none, if nobody else has appended one meanwhile.
     *
     * @param key             their key
     * @param expectedVersion how many events of the key the program knows of, 0 for none
     * @param events          in this order, at least one
     * @return one for each with its version; that of the last one is what to expect next time
     * @throws ProviderException with {@link ErrorCode#VERSION_CONFLICT} when the key has another number of events; then
     *                           none is appended
     */
    List<Appended> appendExpecting(String key, long expectedVersion, List<? extends E> events);

    /**
     * Collects events and appends them together. Events are named, so that what is repeated after a failure with
     * unknown outcome is in the stream once.
     *
     * @param size    so many events are appended at once, 1 or more
     * @param longest how long the first of them waits for the others at most
     * @return to be closed, which appends what was collected
     */
    BatchAppender<E> batched(int size, Duration longest);

    // --- reading ------------------------------------------------------------------------------------------------

    /**
     * Fetches one event.
     *
     * @param offset its offset, 0 or more
     * @return the event, or nothing when the stream has not come so far yet
     * @throws ProviderException with {@link ErrorCode#UNKNOWN_OFFSET} when it is no longer kept
     * @throws PayloadException  when it is not of the type of the stream
     */
    Optional<Incoming<E>> event(long offset);

    /**
     * Begins to describe a reader of its own, which notices no other one.
     *
     * @return its builder
     */
    StreamReading<E> read();

    /**
     * Reads what was appended within a time.
     *
     * @param from    the first moment
     * @param until   the moment after the last one; when it is to come, it is waited for
     * @param handler gets the events in order, on one thread at a time
     * @return how many there were, once the last one was handled; fails with what the handler throws, which ends the
     *         replay
     */
    default CompletionStage<Long> replay(Instant from, Instant until, MessageHandler<E> handler) {
        return read().from(new StreamPosition.Time(from)).to(new StreamEnd.Time(until)).each(handler).done();
    }

    /**
     * Begins to describe a member of a group.
     *
     * @param group name of the group, whose members share the partitions
     * @return its builder
     */
    GroupReading<E> group(String group);

    /**
     * Begins to describe objects that are made of this stream's events: the key of an event says to which one it
     * belongs.
     *
     * @param state what an object is
     * @param <S>   its type
     * @return the builder
     */
    default <S> EventStoreBuilder<E, S> store(Class<S> state) {
        return store(PayloadType.of(state));
    }

    /**
     * Begins to describe objects that are made of this stream's events: the key of an event says to which one it
     * belongs.
     *
     * @param state what an object is
     * @param <S>   its type
     * @return the builder
     */
    <S> EventStoreBuilder<E, S> store(PayloadType<S> state);

    // --- the stream itself --------------------------------------------------------------------------------------

    /**
     * Looks at the stream.
     *
     * @return its present state
     * @throws ProviderException with {@link ErrorCode#NOT_FOUND} when there is none yet
     */
    StreamView describe();

    /**
     * Changes how long events are kept, from now on.
     *
     * @param policy with the number of partitions that the stream has
     */
    void configure(StreamPolicy policy);

    /** Closes the sessions that appending has opened, after what is on its way; further calls of it are refused. */
    @Override
    void close();
}
