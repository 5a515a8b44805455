// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import org.jspecify.annotations.Nullable;

/** A connection whose sessions may take part in distributed transactions. */
public final class TernXAConnection extends TernConnection implements XAConnection {

    private TernXAConnection(ClientConnection core) {
        super(core);
    }

    /** Opens a connection; see {@link TernConnection#open}. */
    public static TernXAConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernXAConnection(openCore(connector, environment, policy, user, password));
    }

    @Override
    public XASession createXASession() throws JMSException {
        use();
        return new TernXASession(this, openSessionForBranches());
    }
}
