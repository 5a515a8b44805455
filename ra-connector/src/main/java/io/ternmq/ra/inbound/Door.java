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
     * Opens a connection that is not started and has the client identifier that it is to have; one with {@link
     * jakarta.jms.XASession}s where deliveries are transacted.
     */
    Connection open() throws JMSException;

    /**
     * The door that valid properties name. Only on the thread that activates, see {@link Lookup}.
     *
     * @param source     what is taken from it
     * @param transacted whether deliveries are transacted
     * @throws ResourceException when the directory does not have what they point at
     */
    static Door of(Adapter adapter, TernActivationSpec spec, Subscribed source, boolean transacted)
            throws ResourceException {
        String place = spec.getConnectionFactoryLookup();
        Login login = spec.login();
        if (place == null) {
            return through(adapter, spec.getUrl(), login.or(adapter.login())).as(spec.getClientId());
        }
        Object found = Lookup.require("connectionFactoryLookup", place, Object.class);
        if (found instanceof Placed placed) {
            return through(adapter, placed.url(), login(adapter, spec, placed)).as(clientId(spec, source, placed));
        }
        if (found instanceof XAConnectionFactory factory) {
            Door door = () -> connect(factory, login);
            return door.as(spec.getClientId());
        }
        if (found instanceof ConnectionFactory factory && !transacted) {
            Door door = () -> login.user() == null
                    ? factory.createConnection()
                    : factory.createConnection(login.user(), login.password());
            return door.as(spec.getClientId());
        }
        throw new NotSupportedException("Activation property connectionFactoryLookup points at " + place
                + ", where the server's directory has a " + found.getClass().getName() + "; allowed: a connection"
                + " factory of this adapter or a " + XAConnectionFactory.class.getName()
                + (transacted ? ", since deliveries are transacted." : ", or a jakarta.jms.ConnectionFactory."));
    }

    /**
     * Who connects where a factory of the adapter leads. A user that is the adapter's own is nobody whom the endpoint
     * has chosen: some servers write the adapter's properties into endpoints that do not have them. For the same reason
     * the endpoint's url does not count beside a factory.
     */
    static Login login(Adapter adapter, TernActivationSpec spec, Placed placed) {
        Login chosen = spec.login().equals(adapter.login()) ? Login.NOBODY : spec.login();
        return chosen.or(placed.login()).or(adapter.login());
    }

    /**
     * The identifier of the factory counts where a subscription depends on it; elsewhere it stays free for the
     * connections that programs get from there, since only one at a time can have it.
     */
    private static @Nullable String clientId(TernActivationSpec spec, Subscribed source, Placed placed)
            throws ResourceException {
        if (spec.getClientId() != null || !source.durable()) {
            return spec.getClientId();
        }
        String ofFactory = placed.clientId();
        if (ofFactory == null && !source.shared()) {
            SpecRules.requireClientId(spec);
        }
        return ofFactory;
    }

    /** The same, whose connections have a client identifier. */
    private Door as(@Nullable String clientId) {
        if (clientId == null) {
            return this;
        }
        return () -> {
            Connection connection = open();
            try {
                connection.setClientID(clientId);
                return connection;
            } catch (JMSException | RuntimeException e) {
                connection.close();
                throw e;
            }
        };
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
