// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;

/**
 * A destination as programs see it: an address behind the interfaces of the specification. Equal by address, and
 * serialisable as kind and name; a temporary destination loses its owner on the way. Any thread may use it.
 *
 * <p>Queues and topics are administered objects: beans with the one property {@code name}, which can be bound in any
 * naming context. Application servers and wiring by XML make the object first and name it afterwards, while programs
 * that share a destination rely on it to stay what it is. Therefore the name is written once: until then the object is
 * no destination yet (it is equal to itself only, and whoever sends to it is told to name it), and from then on it
 * never changes.
 */
public abstract class TernDestination implements Destination, Referenceable, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String NAME = "name";
    private static final String OBJECT_FACTORY = "io.ternmq.jndi.TernObjectFactory";

    private final transient AddressKind kind;
    private transient volatile @Nullable Address address;

    /** A destination that has its name for good. */
    TernDestination(Address address) {
        this.kind = address.kind();
        this.address = address;
    }

    /** A destination that is still to be named. */
    TernDestination(AddressKind kind) {
        this.kind = kind;
    }

    /**
     * Where it is.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} while it has no name
     */
    public final Address address() {
        Address named = address;
        if (named == null || named.name().isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, unnamed());
        }
        return named;
    }

    /** The name, or null while there is none. */
    public final @Nullable String getName() {
        Address named = address;
        return named == null ? null : named.name();
    }

    /**
     * Names a destination that was made without a name.
     *
     * @param name name of the queue or topic; not blank
     * @throws IllegalArgumentException when there is no name
     * @throws IllegalStateException    when the destination has another name already
     */
    public final synchronized void setName(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name must be the name of a queue or topic, not null or blank");
        }
        Address named = address;
        if (named != null && !named.name().equals(name)) {
            throw new IllegalStateException(
                    named + " keeps its name; make another object for \"" + name + "\".");
        }
        if (named == null) {
            address = Address.of(kind, name);
        }
    }

    private String unnamed() {
        return "This " + (kind.isQueue() ? "queue" : "topic") + " has no name yet: set its name before using it.";
    }

    /**
     * {@inheritDoc} It names this class and carries the name of the destination.
     *
     * @throws NamingException when the destination has no name, or is temporary and thus no administered object
     */
    @Override
    public final Reference getReference() throws NamingException {
        Address named = address;
        if (named == null) {
            throw new NamingException(unnamed());
        }
        if (named.isTemporary()) {
            throw new OperationNotSupportedException(
                    named + " is temporary: it goes with its connection and cannot be bound to a name.");
        }
        return new Reference(getClass().getName(), new StringRefAddr(NAME, named.name()), OBJECT_FACTORY, null);
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
            return ours.named();
        }
        if (destination == null) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, "A destination is needed, but none was given.");
        }
        return ForeignDestinations.addressOf(destination);
    }

    /** Where it is; refused as the interfaces of the specification want it while it has no name. */
    final Address named() throws JMSException {
        Address named = address;
        if (named == null || named.name().isBlank()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, unnamed());
        }
        return named;
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
        if (this == other) {
            return true;
        }
        Address named = address;
        return named != null && other instanceof TernDestination that && named.equals(that.address);
    }

    @Override
    public final int hashCode() {
        return Objects.hashCode(address);
    }

    @Override
    public final String toString() {
        Address named = address;
        return named == null ? (kind.isQueue() ? "queue" : "topic") + " without a name" : named.toString();
    }

    @Serial
    final Object writeReplace() throws InvalidObjectException {
        Address named = address;
        if (named == null) {
            throw new InvalidObjectException(unnamed());
        }
        return new Form(named.kind().name(), named.name());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A destination is read from its kind and name only.");
    }

    /** What is written instead of the object: texts alone, so that the form outlives every class behind it. */
    private record Form(String kind, String name) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        private Form {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, NAME);
        }

        @Serial
        private Object readResolve() throws InvalidObjectException {
            try {
                return of(Address.of(AddressKind.valueOf(kind), name));
            } catch (IllegalArgumentException e) {
                InvalidObjectException refusal = new InvalidObjectException("No destination: " + kind + " " + name);
                refusal.initCause(e);
                throw refusal;
            }
        }
    }
}
