// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Makes connections that do nothing but note what the pool does with them. */
final class FakeFactory implements ManagedConnectionFactory, ValidatingManagedConnectionFactory {

    private static final long serialVersionUID = 1L;

    final transient List<Connection> made = new ArrayList<>();

    /** What a program asks for. */
    record Wish(String text) implements ConnectionRequestInfo {}

    /** What a program holds. */
    static final class Handle {

        private final Connection connection;

        Handle(Connection connection) {
            this.connection = connection;
        }

        void close() {
            ConnectionEvent event = new ConnectionEvent(connection, ConnectionEvent.CONNECTION_CLOSED);
            connection.listeners.forEach(each -> each.connectionClosed(event));
        }

        void fail() {
            ConnectionEvent event = new ConnectionEvent(connection, ConnectionEvent.CONNECTION_ERROR_OCCURRED);
            connection.listeners.forEach(each -> each.connectionErrorOccurred(event));
        }
    }

    /** A connection of the pool. */
    static final class Connection implements ManagedConnection, LocalTransaction {

        final List<String> told = new ArrayList<>();
        final FakeResource resource = new FakeResource("fake");
        final @Nullable ConnectionRequestInfo wish;
        boolean broken;
        private final List<ConnectionEventListener> listeners = new ArrayList<>();

        Connection(@Nullable ConnectionRequestInfo wish) {
            this.wish = wish;
        }

        @Override
        public Object getConnection(Subject subject, ConnectionRequestInfo request) {
            return new Handle(this);
        }

        @Override
        public void destroy() {
            told.add("destroy");
        }

        @Override
        public void cleanup() {
            told.add("cleanup");
        }

        @Override
        public void associateConnection(Object handle) throws ResourceException {
            throw new ResourceException("handles stay where they are");
        }

        @Override
        public void addConnectionEventListener(ConnectionEventListener listener) {
            listeners.add(listener);
        }

        @Override
        public void removeConnectionEventListener(ConnectionEventListener listener) {
            listeners.remove(listener);
        }

        @Override
        public XAResource getXAResource() {
            return resource;
        }

        @Override
        public LocalTransaction getLocalTransaction() {
            return this;
        }

        @Override
        public void begin() {
            told.add("begin");
        }

        @Override
        public void commit() {
            told.add("commit");
        }

        @Override
        public void rollback() {
            told.add("rollback");
        }

        @Override
        public ManagedConnectionMetaData getMetaData() throws ResourceException {
            throw new ResourceException("nothing to tell");
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            told.add("log");
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }
    }

    @Override
    public Object createConnectionFactory(ConnectionManager pool) {
        Supplier<Handle> factory = () -> open(pool, null);
        return factory;
    }

    /** What a program does that has looked the factory up. */
    Handle open(ConnectionManager pool, @Nullable ConnectionRequestInfo wish) {
        try {
            return (Handle) pool.allocateConnection(this, wish);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        throw new ResourceException("only with a pool");
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo wish) {
        Connection connection = new Connection(wish);
        made.add(connection);
        return connection;
    }

    @Override
    public @Nullable ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set candidates, Subject subject, ConnectionRequestInfo wish) {
        for (Object each : candidates) {
            if (each instanceof Connection connection && Objects.equals(connection.wish, wish)) {
                return connection;
            }
        }
        return null;
    }

    @Override
    public Set<ManagedConnection> getInvalidConnections(@SuppressWarnings("rawtypes") Set connections) {
        Set<ManagedConnection> invalid = new HashSet<>();
        for (Object each : connections) {
            if (each instanceof Connection connection && connection.broken) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws ResourceException {
        throw new ResourceException("nothing is logged");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
