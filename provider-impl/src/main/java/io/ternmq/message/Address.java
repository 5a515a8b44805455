// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Name of a destination together with its domain: a queue and a topic of one name are different addresses. Immutable;
 * the hash is computed once because the broker looks destinations up by address for every message.
 */
public final class Address {

    private final AddressKind kind;
    private final String name;
    private final int hash;

    private Address(AddressKind kind, String name) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.name = Objects.requireNonNull(name, "name");
        this.hash = 31 * name.hashCode() + Boolean.hashCode(kind.isQueue());
    }

    /** The address of this kind and name. */
    public static Address of(AddressKind kind, String name) {
        return new Address(kind, name);
    }

    /** The address of a queue. */
    public static Address queue(String name) {
        return new Address(AddressKind.QUEUE, name);
    }

    /** The address of a topic. */
    public static Address topic(String name) {
        return new Address(AddressKind.TOPIC, name);
    }

    /** What kind of destination this is. */
    public AddressKind kind() {
        return kind;
    }

    /** The name without its domain. */
    public String name() {
        return name;
    }

    /** True for queues, false for topics. */
    public boolean isQueue() {
        return kind.isQueue();
    }

    /** True when the destination goes with its connection. */
    public boolean isTemporary() {
        return kind.isTemporary();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Address that
                && hash == that.hash
                && isQueue() == that.isQueue()
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return (isQueue() ? "queue://" : "topic://") + name;
    }
}
