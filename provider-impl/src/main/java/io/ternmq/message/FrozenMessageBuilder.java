// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import org.jspecify.annotations.Nullable;

/** Gathers the parts of a {@link FrozenMessage}. Not for use by several threads at once. */
public final class FrozenMessageBuilder {

    private static final byte DEFAULT_PRIORITY = 4;

    MessageId id;
    Address destination;
    @Nullable Address replyTo;
    @Nullable Object correlationId;
    @Nullable String type;
    long timestampMillis;
    long expirationMillis;
    long deliveryTimeMillis;
    byte priority = DEFAULT_PRIORITY;
    boolean persistent = true;
    PropertyMap properties = PropertyMap.EMPTY;
    Body body = EmptyBody.INSTANCE;

    FrozenMessageBuilder(Address destination, MessageId id) {
        this.destination = destination;
        this.id = id;
    }

    FrozenMessageBuilder(FrozenMessage from) {
        this.id = from.id();
        this.destination = from.destination();
        this.replyTo = from.replyTo();
        this.correlationId = from.correlationId();
        this.type = from.type();
        this.timestampMillis = from.timestampMillis();
        this.expirationMillis = from.expirationMillis();
        this.deliveryTimeMillis = from.deliveryTimeMillis();
        this.priority = (byte) from.priority();
        this.persistent = from.isPersistent();
        this.properties = from.properties();
        this.body = from.body();
    }

    /** Where answers go. */
    public FrozenMessageBuilder replyTo(@Nullable Address address) {
        this.replyTo = address;
        return this;
    }

    /** Correlation as text. */
    public FrozenMessageBuilder correlationId(@Nullable String text) {
        this.correlationId = text;
        return this;
    }

    /** Correlation as bytes. */
    public FrozenMessageBuilder correlationBytes(@Nullable Bytes bytes) {
        this.correlationId = bytes;
        return this;
    }

    /** The type header. */
    public FrozenMessageBuilder type(@Nullable String newType) {
        this.type = newType;
        return this;
    }

    /** Time of sending in milliseconds since 1970, or 0. */
    public FrozenMessageBuilder timestampMillis(long millis) {
        this.timestampMillis = millis;
        return this;
    }

    /** End of life in milliseconds since 1970, or 0 for never. */
    public FrozenMessageBuilder expirationMillis(long millis) {
        this.expirationMillis = millis;
        return this;
    }

    /** Earliest delivery in milliseconds since 1970, or 0. */
    public FrozenMessageBuilder deliveryTimeMillis(long millis) {
        this.deliveryTimeMillis = millis;
        return this;
    }

    /** 0 to 9. */
    public FrozenMessageBuilder priority(int newPriority) {
        if (newPriority < 0 || newPriority > 9) {
            throw new IllegalArgumentException("priority must be from 0 to 9, but is " + newPriority);
        }
        this.priority = (byte) newPriority;
        return this;
    }

    /** Whether it survives the broker. */
    public FrozenMessageBuilder persistent(boolean survives) {
        this.persistent = survives;
        return this;
    }

    /** The properties. */
    public FrozenMessageBuilder properties(PropertyMap map) {
        this.properties = map;
        return this;
    }

    /** The body. */
    public FrozenMessageBuilder body(Body newBody) {
        this.body = newBody;
        return this;
    }

    /** The finished message. */
    public FrozenMessage build() {
        return new FrozenMessage(this);
    }
}
