// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.selector.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from the moment its {@code send} was called: immutable, shared by every queue, subscription and receiver in
 * the process. What differs from receiver to receiver (delivery count) is not in it.
 */
public final class FrozenMessage implements Variables, MessageRef {

    private static final int HEADER_BYTES = 128;

    private final MessageId id;
    private final Address destination;
    private final @Nullable Address replyTo;
    private final @Nullable Object correlationId;
    private final @Nullable String type;
    private final long timestampMillis;
    private final long expirationMillis;
    private final long deliveryTimeMillis;
    private final byte priority;
    private final boolean persistent;
    private final PropertyMap properties;
    private final Body body;
    private final int sizeBytes;
    private final int memoryBytes;

    FrozenMessage(FrozenMessageBuilder from) {
        this.id = from.id;
        this.destination = from.destination;
        this.replyTo = from.replyTo;
        this.correlationId = from.correlationId;
        this.type = from.type;
        this.timestampMillis = from.timestampMillis;
        this.expirationMillis = from.expirationMillis;
        this.deliveryTimeMillis = from.deliveryTimeMillis;
        this.priority = from.priority;
        this.persistent = from.persistent;
        this.properties = from.properties;
        this.body = from.body;
        int around = HEADER_BYTES + properties.sizeBytes();
        this.sizeBytes = (int) Math.min(Integer.MAX_VALUE, (long) around + body.sizeBytes());
        this.memoryBytes = around + body.memoryBytes();
    }

    /** Begins a message. */
    public static FrozenMessageBuilder to(Address destination, MessageId id) {
        return new FrozenMessageBuilder(destination, id);
    }

    /** Begins a copy of this message; the copy shares the body. */
    public FrozenMessageBuilder toBuilder() {
        return new FrozenMessageBuilder(this);
    }

    /** This message on its way to another place, with properties added that say why. */
    public FrozenMessage redirectedTo(Address newDestination, Map<String, Object> reasons) {
        FrozenMessageBuilder copy = toBuilder();
        copy.destination = newDestination;
        return copy.properties(properties.with(reasons)).expirationMillis(0).deliveryTimeMillis(0).build();
    }

    /** The same message at another destination; its times stay. */
    public FrozenMessage movedTo(Address newDestination) {
        FrozenMessageBuilder copy = toBuilder();
        copy.destination = newDestination;
        return copy.build();
    }

    /**
     * A message of its own with the same content, for at once.
     *
     * @param newId     its identity
     * @param nowMillis when it is sent; its end of life is as far from that as this one's is from its time stamp
     * @param more      further properties
     */
    public FrozenMessage sentAgain(MessageId newId, long nowMillis, Map<String, Object> more) {
        FrozenMessageBuilder copy = toBuilder();
        copy.id = newId;
        return copy.properties(properties.with(more))
                .timestampMillis(nowMillis)
                .expirationMillis(expirationMillis == 0 ? 0 : nowMillis + (expirationMillis - timestampMillis))
                .deliveryTimeMillis(0)
                .build();
    }

    @Override
    public FrozenMessage load() {
        return this;
    }

    /** Identity. */
    public MessageId id() {
        return id;
    }

    /** Where it was sent. */
    public Address destination() {
        return destination;
    }

    /** Where answers go, or null. */
    public @Nullable Address replyTo() {
        return replyTo;
    }

    /** A String, {@link Bytes}, or null. */
    public @Nullable Object correlationId() {
        return correlationId;
    }

    /** The type header, or null. */
    public @Nullable String type() {
        return type;
    }

    /** When it was handed over, in milliseconds since 1970; 0 when the sender switched time stamps off. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** When it stops being deliverable, in milliseconds since 1970; 0 for never. */
    @Override
    public long expirationMillis() {
        return expirationMillis;
    }

    /** Earliest delivery, in milliseconds since 1970; 0 or a past moment for at once. */
    public long deliveryTimeMillis() {
        return deliveryTimeMillis;
    }

    /** 0 to 9, 9 first. */
    @Override
    public int priority() {
        return priority;
    }

    /** Whether it survives the broker. */
    @Override
    public boolean isPersistent() {
        return persistent;
    }

    /** The properties. */
    public PropertyMap properties() {
        return properties;
    }

    /** The body. */
    public Body body() {
        return body;
    }

    /** Approximate size: body, properties and headers. */
    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    /** Approximate size in memory: less than {@link #sizeBytes()} when the body is not there. */
    @Override
    public int memoryBytes() {
        return memoryBytes;
    }

    /** What a selector sees, section 3.8.1.1: properties and the selectable headers. */
    @Override
    public @Nullable Object value(String name) {
        if (!name.startsWith("JMS")) {
            return properties.get(name);
        }
        return switch (name) {
            case "JMSDeliveryMode" -> persistent ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSPriority" -> (int) priority;
            case "JMSMessageID" -> id.toString();
            case "JMSTimestamp" -> timestampMillis;
            case "JMSCorrelationID" -> correlationId instanceof String text ? text : null;
            case "JMSType" -> type;
            default -> properties.get(name);
        };
    }

    @Override
    public String toString() {
        return id + " to " + destination;
    }
}
