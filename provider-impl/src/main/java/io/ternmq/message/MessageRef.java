// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/**
 * A message that somebody holds without necessarily holding its body in memory. What the broker needs to know of every
 * waiting message is answered at once; {@link #load()} may have to read. A {@link FrozenMessage} is its own reference.
 */
public interface MessageRef {

    /**
     * The whole message.
     *
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when it cannot be read
     */
    FrozenMessage load();

    /** 0 to 9, 9 first. */
    int priority();

    /** When it stops being deliverable, in milliseconds since 1970; 0 for never. */
    long expirationMillis();

    /** Whether it survives the broker. */
    boolean isPersistent();

    /** Approximate size of all of it; what it counts for in limits of mailboxes. */
    int sizeBytes();

    /** Approximate size in memory once loaded; what it counts for in the broker's memory. */
    default int memoryBytes() {
        return sizeBytes();
    }
}
