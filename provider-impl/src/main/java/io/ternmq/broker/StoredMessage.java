// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * A message that is in the store, or will be when its turn is over. Until then, and as long as there is memory for it,
 * the message itself is held too; after {@link #release} it is read again whenever somebody asks. Owned by the shard.
 */
public final class StoredMessage implements MessageRef {

    /** Where messages are read again; bound to the store by the engine. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads a message.
         *
         * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when it cannot be read
         */
        FrozenMessage read(long ref);
    }

    private final Source source;
    private final int sizeBytes;
    private final long expirationMillis;
    private final byte priority;
    private long ref;
    private @Nullable FrozenMessage held;

    /** A message that is about to be appended. */
    public StoredMessage(FrozenMessage message, Source source) {
        this(message, 0, source);
    }

    /** A message that has just been read from a place in the store; it is held until it is released. */
    public StoredMessage(FrozenMessage message, long ref, Source source) {
        this.source = source;
        this.sizeBytes = message.sizeBytes();
        this.expirationMillis = message.expirationMillis();
        this.priority = (byte) message.priority();
        this.ref = ref;
        this.held = message;
    }

    /** A message in the store that nobody has read yet. */
    public StoredMessage(long ref, int sizeBytes, int priority, long expirationMillis, Source source) {
        this.source = source;
        this.sizeBytes = sizeBytes;
        this.expirationMillis = expirationMillis;
        this.priority = (byte) priority;
        this.ref = ref;
    }

    /** Whether it can be read from the store. */
    public boolean isStored() {
        return ref != 0;
    }

    /** Whether the message is in memory. */
    public boolean isHeld() {
        return held != null;
    }

    /** Its place in the store, or 0 while it has none. */
    public long ref() {
        return ref;
    }

    /** Where it is read. */
    public Source source() {
        return source;
    }

    /** It is in the store, or has been moved there. Called by the engine. */
    public void storedAt(long newRef) {
        this.ref = newRef;
    }

    /** Lets go of the message in memory if it can be read again. */
    public void release() {
        if (ref != 0) {
            held = null;
        }
    }

    @Override
    public FrozenMessage load() {
        FrozenMessage message = held;
        return message != null ? message : source.read(ref);
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public long expirationMillis() {
        return expirationMillis;
    }

    @Override
    public boolean isPersistent() {
        return true;
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }
}
