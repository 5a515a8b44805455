// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives everybody the same managed connection, and does nothing by itself. */
final class Single implements ConnectionManager {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ManagedConnection connection;
    private transient @Nullable Object last;

    Single(ManagedConnection connection) {
        this.connection = connection;
    }

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        Object handle = connection.getConnection(null, request);
        last = handle;
        return handle;
    }

    /** The handle that was given last. */
    Object last() {
        return Objects.requireNonNull(last, "nobody has asked");
    }
}
