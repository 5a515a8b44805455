// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.api.ErrorCode;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A destination as programs see it: an address behind the interfaces of the specification. Immutable, equal by address,
 * and serialisable as kind and name; a temporary destination loses its owner on the way.
 */
public abstract class TernDestination implements Destination, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Address address;

    TernDestination(Address address) {
        this.address = address;
    }

    /** Where it is. */
    public final Address address() {
        return address;
    }

    /** The destination of an address. A temporary one made here belongs to nobody and cannot be deleted. */
    public static TernDestination of(Address address) {
        return switch (address.kind()) {
            case QUEUE -> new TernQueue(address);
            case TOPIC -> new TernTopic(address);
            case TEMPORARY_QUEUE -> new TernTemporaryQueue(address, null);
            case TEMPORARY_TOPIC -> new TernTemporaryTopic(address, null);
        };
    }

    /**
     * The address of any destination. A destination of another provider counts by its name, in its domain.
     *
     * @throws jakarta.jms.InvalidDestinationException when there is no destination, or it has no name to go by
     */
    public static Address addressOf(@Nullable Destination destination) throws JMSException {
        if (destination instanceof TernDestination ours) {
            return ours.address;
        }
        if (destination == null) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, "A destination is needed, but none was given.");
        }
        return ForeignDestinations.addressOf(destination);
    }

    static TemporaryDestinations ownerOf(TernDestination temporary, @Nullable TemporaryDestinations owner)
            throws JMSException {
        if (owner == null) {
            throw JmsExceptions.of(
                    ErrorCode.ILLEGAL_STATE,
                    temporary + " can only be deleted through the object that its own connection returned.");
        }
        return owner;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TernDestination that && address.equals(that.address);
    }

    @Override
    public final int hashCode() {
        return address.hashCode();
    }

    @Override
    public final String toString() {
        return address.toString();
    }

    @Serial
    final Object writeReplace() {
        return new Form(address.kind(), address.name());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A destination is read from its kind and name only.");
    }

    /** What is written instead of the object, so that neither address nor owner need to be serialisable. */
    private record Form(AddressKind kind, String name) implements Serializable {

        @Serial
        private Object readResolve() {
            return of(Address.of(kind, name));
        }
    }
}
