// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.EventStoreBuilder;
import java.util.function.BiFunction;

/** Describes objects made of events. One thread. */
final class StoreDescription<E, S> implements EventStoreBuilder<E, S> {

    private static final int ATTEMPTS = 10;

    private final TypedStream<E> stream;
    private final PayloadType<S> state;
    private int every;
    private int attempts = ATTEMPTS;

    StoreDescription(TypedStream<E> stream, PayloadType<S> state) {
        this.stream = stream;
        this.state = state;
    }

    @Override
    public EventStoreBuilder<E, S> snapshotEvery(int events) {
        every = requirePositive(events);
        return this;
    }

    @Override
    public EventStoreBuilder<E, S> attempts(int count) {
        attempts = requirePositive(count);
        return this;
    }

    private static int requirePositive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("A store counts from 1, not from " + number);
        }
        return number;
    }

    @Override
    public EventStore<E, S> build(S initial, BiFunction<? super S, ? super E, ? extends S> fold) {
        Snapshots<S> snapshots = every == 0 ? null : Snapshots.open(stream.source(), state, every);
        return new FoldedStore<>(stream, new Fold<>(initial, fold), snapshots, attempts);
    }
}
