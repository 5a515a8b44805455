// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.api.pattern.stream.EventStoreBuilder;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.GroupReading;
import io.ternmq.api.pattern.stream.StreamReading;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A stream that many beans share. It is opened by its first use, since that needs the broker, and closing it is the
 * container's business. Callable from any thread.
 *
 * @param <E> type of the events
 */
final class SharedStream<E> implements EventStream<E> {

    private final String name;
    private final Late<EventStream<E>> stream;

    SharedStream(String name, Supplier<EventStream<E>> opener) {
        this.name = name;
        this.stream = new Late<>("stream " + name, opener);
    }

    private EventStream<E> real() {
        return stream.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Channel channel() {
        return Channel.topic(name);
    }

    @Override
    public Appended append(E event) {
        return real().append(event);
    }

    @Override
    public Appended append(String key, E event) {
        return real().append(key, event);
    }

    @Override
    public Appended append(Outgoing<? extends E> event) {
        return real().append(event);
    }

    @Override
    public CompletionStage<Appended> appendAsync(String key, E event) {
        return real().appendAsync(key, event);
    }

    @Override
    public CompletionStage<Appended> appendAsync(Outgoing<? extends E> event) {
        return real().appendAsync(event);
    }

    @Override
    public List<Appended> appendAll(List<? extends Outgoing<? extends E>> events) {
        return real().appendAll(events);
    }

    @Override
    public List<Appended> appendExpecting(String key, long expectedVersion, List<? extends E> events) {
        return real().appendExpecting(key, expectedVersion, events);
    }

    @Override
    public BatchAppender<E> batched(int size, Duration longest) {
        return real().batched(size, longest);
    }

    @Override
    public Optional<Incoming<E>> event(long offset) {
        return real().event(offset);
    }

    @Override
    public StreamReading<E> read() {
        return real().read();
    }

    @Override
    public GroupReading<E> group(String group) {
        return real().group(group);
    }

    @Override
    public <S> EventStoreBuilder<E, S> store(PayloadType<S> state) {
        return real().store(state);
    }

    @Override
    public StreamView describe() {
        return real().describe();
    }

    @Override
    public void configure(StreamPolicy policy) {
        real().configure(policy);
    }

    @Override
    public void close() {
        // others use it too; it ends with the container
    }
}
