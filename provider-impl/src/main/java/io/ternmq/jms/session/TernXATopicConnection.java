// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.JMSException;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import jakarta.jms.XASession;
import org.jspecify.annotations.Nullable;

/** A connection for topics only whose sessions may take part in distributed transactions. */
public final class TernXATopicConnection extends TernTopicConnection implements XATopicConnection {

    private TernXATopicConnection(ClientConnection core) {
        super(core);
    }

    /** Opens a connection; see {@link TernConnection#open}. */
    public static TernXATopicConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernXATopicConnection(openCore(connector, environment, policy, user, password));
    }

    @Override
    public XASession createXASession() throws JMSException {
        return createXATopicSession();
    }

    @Override
    public XATopicSession createXATopicSession() throws JMSException {
        use();
        return new TernXATopicSession(this, openSessionForBranches());
    }
}
