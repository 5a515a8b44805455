// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import jakarta.jms.Queue;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue that a server binds to a name of its directory. Filled by the server, then used by any thread. */
public final class TernQueueObject implements Queue, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private volatile @Nullable String physicalName;

    /** A queue without a name yet. */
    public TernQueueObject() {}

    /**
     * Its name in the broker.
     *
     * @return the name, or null while it has none
     */
    public @Nullable String getPhysicalName() {
        return physicalName;
    }

    /**
     * Names it.
     *
     * @param physicalName its name in the broker
     */
    public void setPhysicalName(@Nullable String physicalName) {
        this.physicalName = AdminNames.orNull(physicalName);
    }

    /**
     * Another name of {@link #getPhysicalName}, which servers fill from annotations.
     *
     * @return the name, or null while it has none
     */
    public @Nullable String getDestinationName() {
        return physicalName;
    }

    /**
     * Another name of {@link #setPhysicalName}.
     *
     * @param destinationName its name in the broker
     */
    public void setDestinationName(@Nullable String destinationName) {
        setPhysicalName(destinationName);
    }

    /**
     * Another name of {@link #getPhysicalName}.
     *
     * @return the name, or null while it has none
     */
    public @Nullable String getName() {
        return physicalName;
    }

    /**
     * Another name of {@link #setPhysicalName}.
     *
     * @param name its name in the broker
     */
    public void setName(@Nullable String name) {
        setPhysicalName(name);
    }

    @Override
    public String getQueueName() {
        return AdminNames.required(physicalName, "queue");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TernQueueObject same && Objects.equals(physicalName, same.physicalName);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(physicalName);
    }

    @Override
    public String toString() {
        return "queue://" + physicalName;
    }
}
