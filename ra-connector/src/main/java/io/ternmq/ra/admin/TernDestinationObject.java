// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import jakarta.jms.Destination;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server binds to a name of its directory: a queue or a topic of the broker, by its name there. Filled by the
 * server, then used by any thread.
 */
public abstract sealed class TernDestinationObject implements Destination, Serializable
        permits TernQueueObject, TernTopicObject {

    @Serial
    private static final long serialVersionUID = 1L;

    private volatile @Nullable String physicalName;

    TernDestinationObject() {}

    /** {@code queue} or {@code topic}. */
    abstract String kind();

    /** Its name in the broker, which it must have by now. */
    final String requiredName() {
        String name = physicalName;
        if (name == null) {
            throw new IllegalStateException("Property physicalName of an administered " + kind()
                    + " is not set; it must be the name of the " + kind() + " in the broker");
        }
        return name;
    }

    /**
     * Its name in the broker.
     *
     * @return the name, or null while it has none
     */
    public final @Nullable String getPhysicalName() {
        return physicalName;
    }

    /**
     * Names it.
     *
     * @param physicalName its name in the broker
     */
    public final void setPhysicalName(@Nullable String physicalName) {
        this.physicalName = physicalName == null || physicalName.isBlank() ? null : physicalName.strip();
    }

    /**
     * Another name of {@link #getPhysicalName}, which servers fill from annotations.
     *
     * @return the name, or null while it has none
     */
    public final @Nullable String getDestinationName() {
        return physicalName;
    }

    /**
     * Another name of {@link #setPhysicalName}.
     *
     * @param destinationName its name in the broker
     */
    public final void setDestinationName(@Nullable String destinationName) {
        setPhysicalName(destinationName);
    }

    /**
     * Another name of {@link #getPhysicalName}.
     *
     * @return the name, or null while it has none
     */
    public final @Nullable String getName() {
        return physicalName;
    }

    /**
     * Another name of {@link #setPhysicalName}.
     *
     * @param name its name in the broker
     */
    public final void setName(@Nullable String name) {
        setPhysicalName(name);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TernDestinationObject same
                && kind().equals(same.kind())
                && Objects.equals(physicalName, same.physicalName);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(kind(), physicalName);
    }

    @Override
    public final String toString() {
        return kind() + "://" + physicalName;
    }
}
