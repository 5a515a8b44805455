// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.JMSException;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XASession;
import org.jspecify.annotations.Nullable;

/** A connection for queues only whose sessions may take part in distributed transactions. */
public final class TernXAQueueConnection extends TernQueueConnection implements XAQueueConnection {

    private TernXAQueueConnection(ClientConnection core) {
        super(core);
    }

    /** Opens a connection; see {@link TernConnection#open}. */
    public static TernXAQueueConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernXAQueueConnection(openCore(connector, environment, policy, user, password));
    }

    @Override
    public XASession createXASession() throws JMSException {
        return createXAQueueSession();
    }

    @Override
    public XAQueueSession createXAQueueSession() throws JMSException {
        use();
        return new TernXAQueueSession(this, openSessionForBranches());
    }
}
