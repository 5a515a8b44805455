// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAJMSContext;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** A connection and a session as one object whose transactions a manager begins and ends; see {@link TernXASession}. */
public final class TernXAContext extends TernContext implements XAJMSContext {

    private final XAResource resource;

    private TernXAContext(SharedConnection shared, TernXASession session) throws JMSException {
        super(shared, session);
        this.resource = session.getXAResource();
    }

    /**
     * Opens a connection with its first context, as {@link TernContext#open} does.
     *
     * @throws jakarta.jms.JMSRuntimeException when the broker cannot be reached or refuses
     */
    public static TernXAContext open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password) {
        return Calls.uncheckedGet(() -> {
            TernConnection connection = TernConnection.open(connector, environment, policy, user, password);
            try {
                TernXASession session = new TernXASession(connection, connection.openSessionForBranches());
                return new TernXAContext(new SharedConnection(connection), session);
            } catch (JMSException e) {
                connection.close();
                throw e;
            }
        });
    }

    @Override
    public JMSContext getContext() {
        return this;
    }

    @Override
    public XAResource getXAResource() {
        return resource;
    }
}
