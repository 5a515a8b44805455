// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import io.ternmq.api.MessageProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent: immutable, made by {@link #to}. The body is a {@code String}, a {@code byte[]}, a
 * {@code Map} of strings to values, a {@link CloudEvent}, or any record or class that the {@linkplain PayloadCodec
 * codec} can write; it must not be changed until it has been sent.
 *
 * @param <T> type of the body
 */
public final class Outgoing<T> {

    private final Builder builder;
    private final T body;

    private Outgoing(Builder builder, T body) {
        this.builder = builder;
        this.body = body;
    }

    /**
     * Begins a message.
     *
     * @param channel where it is to go
     * @return its builder
     */
    public static Builder to(Channel channel) {
        return new Builder(channel);
    }

    /**
     * Where it goes.
     *
     * @return a queue or topic
     */
    public Channel channel() {
        return builder.channel;
    }

    /**
     * What it says.
     *
     * @return the body as it was given
     */
    public T body() {
        return body;
    }

    /**
     * What it wants.
     *
     * @return {@link MessageKind#EVENT} for a topic and {@link MessageKind#COMMAND} for a queue, unless it was said
     */
    public MessageKind kind() {
        MessageKind said = builder.kind;
        return said != null ? said : channel().isQueue() ? MessageKind.COMMAND : MessageKind.EVENT;
    }

    /**
     * The logical name of what it says, such as {@code order.created}; travels as {@code JMSType}, never a class.
     *
     * @return the name, or null
     */
    public @Nullable String type() {
        return builder.type;
    }

    /**
     * Who says it; travels in the property {@code JMS_TERN_Source}.
     *
     * @return a name or URI of the program's own, or null
     */
    public @Nullable String source() {
        return builder.source;
    }

    /**
     * What belongs together and keeps its order: the key of an event in a stream, {@code JMSXGroupID} elsewhere.
     *
     * @return the key, or null
     */
    public @Nullable String key() {
        return builder.key;
    }

    /**
     * How urgent it is.
     *
     * @return 0 to 9, default 4
     */
    public int priority() {
        return builder.priority;
    }

    /**
     * How long it is of use.
     *
     * @return the time to live, {@link Duration#ZERO} for ever
     */
    public Duration timeToLive() {
        return builder.timeToLive;
    }

    /**
     * How long it is to wait before it is delivered.
     *
     * @return the delay, {@link Duration#ZERO} for none
     */
    public Duration delay() {
        return builder.delay;
    }

    /**
     * What it belongs to: the request that it answers, or a name of the program's own.
     *
     * @return the correlation identifier, or null
     */
    public @Nullable String correlationId() {
        return builder.correlationId;
    }

    /**
     * Whether it outlives the broker.
     *
     * @return false only when {@link Builder#nonPersistent()} was called
     */
    public boolean isPersistent() {
        return builder.persistent;
    }

    /**
     * The program's own properties.
     *
     * @return names and values: {@code String}, {@code Boolean} or numbers; not modifiable
     */
    public Map<String, Object> headers() {
        return builder.headers;
    }

    /**
     * The trace it belongs to.
     *
     * @return the context that was given, or null when the one of the sending thread is to be used
     */
    public @Nullable TraceContext trace() {
        return builder.trace;
    }

    /**
     * The same message to another place.
     *
     * @param other where it is to go
     * @return a copy
     */
    public Outgoing<T> redirectedTo(Channel other) {
        Builder copy = builder.copy();
        copy.channel = other;
        return new Outgoing<>(copy, body);
    }

    /**
     * Begins a message that says all that this one does, except the body.
     *
     * @return a builder that the caller may change
     */
    public Builder toBuilder() {
        return builder.copy();
    }

    /** Where it goes and of which class its body is; not the body. */
    @Override
    public String toString() {
        return kind() + " to " + channel() + " with " + body.getClass().getSimpleName();
    }

    /** Collects what a message is made of; each call replaces what was said before. Not for use by several threads. */
    public static final class Builder {

        private static final int DEFAULT_PRIORITY = 4;
        private static final int HIGHEST_PRIORITY = 9;

        private Channel channel;
        private @Nullable MessageKind kind;
        private @Nullable String type;
        private @Nullable String source;
        private @Nullable String key;
        private int priority = DEFAULT_PRIORITY;
        private Duration timeToLive = Duration.ZERO;
        private Duration delay = Duration.ZERO;
        private @Nullable String correlationId;
        private boolean persistent = true;
        private Map<String, Object> headers = new LinkedHashMap<>();
        private @Nullable TraceContext trace;

        private Builder(Channel channel) {
            this.channel = Objects.requireNonNull(channel, "channel");
        }

        private Builder copy() {
            Builder copy = new Builder(channel);
            copy.kind = kind;
            copy.type = type;
            copy.source = source;
            copy.key = key;
            copy.priority = priority;
            copy.timeToLive = timeToLive;
            copy.delay = delay;
            copy.correlationId = correlationId;
            copy.persistent = persistent;
            copy.headers = new LinkedHashMap<>(headers);
            copy.trace = trace;
            return copy;
        }

        /**
         * Says what the message wants.
         *
         * @param value one of the four kinds
         * @return this builder
         */
        public Builder kind(MessageKind value) {
            this.kind = value;
            return this;
        }

        /**
         * Names what the message says.
         *
         * @param name a logical name, such as {@code order.created}
         * @return this builder
         */
        public Builder type(String name) {
            this.type = name;
            return this;
        }

        /**
         * Says who sends it.
         *
         * @param name a name or URI of the program's own
         * @return this builder
         */
        public Builder source(String name) {
            this.source = name;
            return this;
        }

        /**
         * Says what it belongs together with.
         *
         * @param value messages of one key keep their order
         * @return this builder
         */
        public Builder key(String value) {
            this.key = value;
            return this;
        }

        /**
         * Says how urgent it is.
         *
         * @param value 0 to 9
         * @return this builder
         * @throws IllegalArgumentException outside of that range
         */
        public Builder priority(int value) {
            if (value < 0 || value > HIGHEST_PRIORITY) {
                throw new IllegalArgumentException("A priority is 0 to 9, not " + value);
            }
            this.priority = value;
            return this;
        }

        /**
         * Says how long it is of use.
         *
         * @param value 0 for ever; milliseconds count
         * @return this builder
         * @throws IllegalArgumentException when negative
         */
        public Builder timeToLive(Duration value) {
            this.timeToLive = requireNotNegative(value, "time to live");
            return this;
        }

        /**
         * Says how long it is to wait before it is delivered.
         *
         * @param value 0 for not at all; milliseconds count
         * @return this builder
         * @throws IllegalArgumentException when negative
         */
        public Builder delay(Duration value) {
            this.delay = requireNotNegative(value, "delay");
            return this;
        }

        /**
         * Says when it is to be delivered.
         *
         * @param moment the earliest moment; one that is over means at once
         * @param now    the present moment
         * @return this builder
         */
        public Builder notBefore(Instant moment, Instant now) {
            Duration left = Duration.between(now, moment);
            return delay(left.isNegative() ? Duration.ZERO : left);
        }

        /**
         * Says what it belongs to.
         *
         * @param id the correlation identifier
         * @return this builder
         */
        public Builder correlationId(String id) {
            this.correlationId = id;
            return this;
        }

        /**
         * Lets it end with the broker.
         *
         * @return this builder
         */
        public Builder nonPersistent() {
            this.persistent = false;
            return this;
        }

        /**
         * Says of which media type the body is, in place of what its form would say.
         *
         * @param mediaType such as {@code application/json} of a {@code String}, or {@link CloudEvent#STRUCTURED}
         * @return this builder
         */
        public Builder contentType(String mediaType) {
            return header(MessageProperties.CONTENT_TYPE, mediaType);
        }

        /**
         * Adds a property of the program's own.
         *
         * @param name  an identifier as Jakarta Messaging has them (section 3.5.1)
         * @param value a {@code String}, {@code Boolean} or number
         * @return this builder
         */
        public Builder header(String name, Object value) {
            headers.put(name, Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * Says which trace it belongs to, in place of that of the sending thread.
         *
         * @param context the trace
         * @return this builder
         */
        public Builder trace(TraceContext context) {
            this.trace = context;
            return this;
        }

        /**
         * Ends the message with what it says.
         *
         * @param body the body
         * @param <T>  its type
         * @return the message; the builder may go on to the next one
         */
        public <T> Outgoing<T> body(T body) {
            Builder done = copy();
            done.headers = java.util.Collections.unmodifiableMap(done.headers);
            return new Outgoing<>(done, Objects.requireNonNull(body, "body"));
        }

        private static Duration requireNotNegative(Duration value, String what) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("A " + what + " cannot be negative: " + value);
            }
            return value;
        }
    }
}
