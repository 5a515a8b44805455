// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.Loaded;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects that are folded out of their events. Any thread. */
final class FoldedStore<E, S> implements EventStore<E, S> {

    private final TypedStream<E> stream;
    private final Source<E> source;
    private final Fold<E, S> fold;
    private final @Nullable Snapshots<S> snapshots;
    private final int attempts;

    FoldedStore(TypedStream<E> stream, Fold<E, S> fold, @Nullable Snapshots<S> snapshots, int attempts) {
        this.stream = stream;
        this.source = stream.source();
        this.fold = fold;
        this.snapshots = snapshots;
        this.attempts = attempts;
    }

    @Override
    public Loaded<S> load(String id) {
        Snapshots.Snapshot<S> newest = newest(id);
        return new Loaded<>(newest.state(), newest.version());
    }

    private Snapshots.Snapshot<S> newest(String id) {
        try {
            Snapshots.Snapshot<S> kept = snapshots == null ? null : snapshots.newest(id);
            return goOn(id, kept == null ? new Snapshots.Snapshot<>(fold.initial(), 0, -1) : kept);
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    private Snapshots.Snapshot<S> goOn(String id, Snapshots.Snapshot<S> kept) throws JMSException {
        ReadingPlan plan = ReadingPlan.from(new StreamPosition.Offset(kept.offset() + 1))
                .ofKey(id)
                .to(new StreamEnd.Now());
        Snapshots.Snapshot<S> at = kept;
        try (Cursor cursor = Cursor.open(source, plan)) {
            Message message = cursor.next(Long.MAX_VALUE);
            while (message != null) {
                E event = source.tools().forms().read(message, source.type()).body();
                at = new Snapshots.Snapshot<>(
                        fold.after(at.state(), event),
                        message.getLongProperty(MessageProperties.VERSION),
                        message.getLongProperty(MessageProperties.OFFSET));
                message = cursor.next(Long.MAX_VALUE);
            }
        }
        return at;
    }

    @Override
    public long append(String id, long expectedVersion, List<? extends E> events) {
        if (events.isEmpty()) {
            return expectedVersion;
        }
        stream.appendExpecting(id, expectedVersion, events);
        long version = expectedVersion + events.size();
        if (snapshots != null && snapshots.isDue(expectedVersion, version)) {
            snapshots.keep(id, newest(id));
        }
        return version;
    }

    @Override
    public Loaded<S> update(String id, Function<? super S, ? extends List<? extends E>> decision) {
        int attempt = 1;
        while (true) {
            Loaded<S> before = load(id);
            List<? extends E> events = decision.apply(before.state());
            try {
                long version = append(id, before.version(), events);
                return new Loaded<>(fold.after(before.state(), events), version);
            } catch (ProviderException e) {
                if (attempt == attempts || e.code() != ErrorCode.VERSION_CONFLICT) {
                    throw e;
                }
                attempt++;
            }
        }
    }
}
