// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.stream.GroupDelivery;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event for a member of a group. Immutable. */
record Delivery<E>(Incoming<E> event, int partition, long version, Commit commits) implements GroupDelivery<E> {

    /** Moves the group on. */
    @FunctionalInterface
    interface Commit {

        void upTo(int partition, long offset);
    }

    @Override
    public void commit() {
        commits.upTo(partition, offset());
    }

    @Override
    public E body() {
        return event.body();
    }

    @Override
    public @Nullable String id() {
        return event.id();
    }

    @Override
    public @Nullable Channel channel() {
        return event.channel();
    }

    @Override
    public MessageKind kind() {
        return event.kind();
    }

    @Override
    public @Nullable String type() {
        return event.type();
    }

    @Override
    public @Nullable String source() {
        return event.source();
    }

    @Override
    public @Nullable String key() {
        return event.key();
    }

    @Override
    public @Nullable String correlationId() {
        return event.correlationId();
    }

    @Override
    public Instant sentAt() {
        return event.sentAt();
    }

    @Override
    public int attempt() {
        return event.attempt();
    }

    @Override
    public long offset() {
        return event.offset();
    }

    @Override
    public Map<String, Object> headers() {
        return event.headers();
    }

    @Override
    public TraceContext trace() {
        return event.trace();
    }

    @Override
    public Message message() {
        return event.message();
    }
}
