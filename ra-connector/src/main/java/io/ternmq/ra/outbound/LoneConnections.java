// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;

/** Where no server pools: a connection for each use, closed after it. Any thread may call. */
final class LoneConnections implements ConnectionManager {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        if (!(factory instanceof TernManagedConnectionFactory ours)) {
            throw new ResourceException("These connections are TernMQ's, not those of " + factory + '.');
        }
        ManagedTernConnection connection = ours.connectAlone(request);
        connection.addConnectionEventListener(new Ending());
        try {
            return connection.getConnection(null, request);
        } catch (ResourceException | RuntimeException e) {
            connection.destroy();
            throw e;
        }
    }

    /** Ends a connection that is closed or lost. */
    private static final class Ending implements ConnectionEventListener {

        @Override
        public void connectionClosed(ConnectionEvent event) {
            end(event);
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            end(event);
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            // nobody waits for it
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            // nobody waits for it
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            // nobody waits for it
        }

        private static void end(ConnectionEvent event) {
            if (event.getSource() instanceof ManagedTernConnection connection) {
                connection.destroy();
            }
        }
    }
}
