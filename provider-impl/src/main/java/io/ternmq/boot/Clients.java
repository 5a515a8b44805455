// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.client.ClientProvider;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.NetworkPolicy;
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
import io.ternmq.link.steady.SteadyConnector;
import io.ternmq.link.tcp.TcpConnector;
import io.ternmq.link.tcp.TcpSettings;
import io.ternmq.selector.Selector;
import io.ternmq.selector.SelectorSyntaxException;
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
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Opens connections for {@link io.ternmq.api.client.TernConnectionFactory}: finds the link that a URI asks for. */
public final class Clients implements ClientProvider {

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

    @Override
    public @Nullable String faultInSelector(String selector) {
        try {
            Selector.parse(selector);
            return null;
        } catch (SelectorSyntaxException e) {
            return e.getMessage();
        }
    }

    /** What is wrong with the URI is told when a link is opened, like everything else that keeps it from standing. */
    private static Connector connector(URI uri, ClientPolicy policy) {
        return events -> connectorTo(BrokerUri.parse(uri), policy).open(events);
    }

    private static Connector connectorTo(BrokerUri target, ClientPolicy policy) {
        String name = target.broker();
        return target.isInVm() && name != null
                ? BrokerRegistry.instance().connectorTo(name, policy.store())
                : overNetwork(target, policy.network(), environment(name));
    }

    private static Connector overNetwork(BrokerUri target, NetworkPolicy policy, Environment environment) {
        Connector once =
                new TcpConnector(new TcpSettings(target.targets(), target.broker(), policy, environment.time()));
        return policy.reconnect().timeoutMillis() == 0
                ? once
                : new SteadyConnector(
                        once,
                        target.targets().size() > 1,
                        policy.reconnect(),
                        SystemThreads.ENVIRONMENT.executor(),
                        new SecureRandom());
    }

    private static Environment environment(URI uri) {
        return environment(BrokerUri.nameIn(uri));
    }

    /** A broker of this process lends its clients clock and threads, over whatever link they come. */
    private static Environment environment(@Nullable String name) {
        return name == null ? SystemThreads.ENVIRONMENT : BrokerRegistry.instance().environmentOf(name);
    }
}
