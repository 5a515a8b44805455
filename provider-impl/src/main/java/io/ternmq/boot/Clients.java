// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.ClientProvider;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.jms.session.TernConnection;
import io.ternmq.jms.session.TernContext;
import io.ternmq.jms.session.TernQueueConnection;
import io.ternmq.jms.session.TernTopicConnection;
import io.ternmq.jms.session.TernXAConnection;
import io.ternmq.jms.session.TernXAContext;
import io.ternmq.jms.session.TernXAQueueConnection;
import io.ternmq.jms.session.TernXATopicConnection;
import io.ternmq.link.Connector;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.TopicConnection;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XATopicConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Opens connections for {@link io.ternmq.api.client.TernConnectionFactory}: finds the link that a URI asks for. */
public final class Clients implements ClientProvider {

    private static final String IN_VM = "vm";

    /** For the service loader. */
    public Clients() {}

    @Override
    public Connection connect(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException {
        return TernConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public QueueConnection connectQueues(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) throws JMSException {
        return TernQueueConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public TopicConnection connectTopics(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) throws JMSException {
        return TernTopicConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public JMSContext context(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password, int sessionMode) {
        return TernContext.open(connector(uri, policy), environment(uri), policy, user, password, sessionMode);
    }

    @Override
    public XAConnection connectXa(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) throws JMSException {
        return TernXAConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public XAQueueConnection connectXaQueues(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) throws JMSException {
        return TernXAQueueConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public XATopicConnection connectXaTopics(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) throws JMSException {
        return TernXATopicConnection.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    @Override
    public XAJMSContext xaContext(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password) {
        return TernXAContext.open(connector(uri, policy), environment(uri), policy, user, password);
    }

    private static Connector connector(URI uri, ClientPolicy policy) {
        return events -> BrokerRegistry.instance().connectorTo(brokerName(uri), policy.store()).open(events);
    }

    private static Environment environment(URI uri) {
        String name = uri.getAuthority();
        return name == null ? SystemThreads.ENVIRONMENT : BrokerRegistry.instance().environmentOf(name);
    }

    private static String brokerName(URI uri) {
        String name = uri.getAuthority();
        if (!IN_VM.equals(uri.getScheme()) || name == null || !uri.getPath().isEmpty()) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "No broker can be reached by '" + uri + "'; known is vm://<name>");
        }
        return name;
    }
}
