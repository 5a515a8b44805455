// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Adapter;
import io.ternmq.ra.Login;
import io.ternmq.ra.Placed;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import org.jspecify.annotations.Nullable;

/** Opens the connections of an endpoint: one at a time, a new one when it was lost. */
@FunctionalInterface
interface Door {

    /**
     * Opens a connection that is not started; one with {@link jakarta.jms.XASession}s where deliveries are transacted.
     */
    Connection open() throws JMSException;

    /**
     * The door that valid properties name. Only on the thread that activates, see {@link Lookup}.
     *
     * @param transacted whether deliveries are transacted
     * @throws ResourceException when the directory does not have what they point at
     */
    static Door of(Adapter adapter, TernActivationSpec spec, boolean transacted) throws ResourceException {
        String place = spec.getConnectionFactoryLookup();
        Login login = spec.login();
        if (place == null) {
            return through(adapter, spec.getUrl(), login.or(adapter.login()));
        }
        Object found = Lookup.require("connectionFactoryLookup", place, Object.class);
        if (found instanceof Placed placed) {
            String url = spec.getUrl() == null ? placed.url() : spec.getUrl();
            return through(adapter, url, login.or(placed.login()).or(adapter.login()));
        }
        if (found instanceof XAConnectionFactory factory) {
            return () -> connect(factory, login);
        }
        if (found instanceof ConnectionFactory factory && !transacted) {
            return () -> login.user() == null
                    ? factory.createConnection()
                    : factory.createConnection(login.user(), login.password());
        }
        throw new NotSupportedException("Activation property connectionFactoryLookup points at " + place
                + ", where the server's directory has a " + found.getClass().getName() + "; allowed: a connection"
                + " factory of this adapter or a " + XAConnectionFactory.class.getName()
                + (transacted ? ", since deliveries are transacted." : ", or a jakarta.jms.ConnectionFactory."));
    }

    private static Door through(Adapter adapter, @Nullable String url, Login login) {
        return () -> {
            try {
                return connect(adapter.connections(url), login);
            } catch (ResourceException e) {
                JMSException failure = new JMSException("The resource adapter cannot connect: " + e.getMessage());
                failure.initCause(e);
                throw failure;
            }
        };
    }

    private static Connection connect(XAConnectionFactory factory, Login login) throws JMSException {
        return login.user() == null
                ? factory.createXAConnection()
                : factory.createXAConnection(login.user(), login.password());
    }
}
