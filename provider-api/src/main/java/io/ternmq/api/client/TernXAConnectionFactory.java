// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.policy.ClientPolicy;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections whose sessions take part in transactions of a transaction manager; for application servers and
 * for those who drive a manager themselves. URI, settings, properties, reference and serial form are those of {@link
 * TernConnectionFactory}. A class of its own, because pools and servers ask whether a factory is an {@link
 * jakarta.jms.XAConnectionFactory} to decide what to do with it. The methods without XA in their name make ordinary
 * connections.
 *
 * <p>Any thread may use it.
 */
public final class TernXAConnectionFactory extends TernConnectionFactory
        implements XAQueueConnectionFactory, XATopicConnectionFactory {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A factory for {@value #DEFAULT_URI} with every default. */
    public TernXAConnectionFactory() {
        super();
    }

    /**
     * A factory with every default that the URI does not override.
     *
     * @param uri where the broker is, with settings in its query
     * @throws IllegalArgumentException when the URI is malformed, has a key that is not known, or a value out of range
     */
    public TernXAConnectionFactory(String uri) {
        super(uri);
    }

    /**
     * A factory with given settings.
     *
     * @param uri    where the broker is; settings in its query override the given ones
     * @param policy the settings
     * @throws IllegalArgumentException when the URI is malformed, has a key that is not known, or a value out of range
     */
    public TernXAConnectionFactory(String uri, ClientPolicy policy) {
        super(uri, policy);
    }

    @Override
    public XAConnection createXAConnection() throws JMSException {
        return createXAConnection(null, null);
    }

    @Override
    public XAConnection createXAConnection(@Nullable String userName, @Nullable String password) throws JMSException {
        ConnectionUri now = settings();
        return ClientProvider.installed().connectXa(now.target(), now.policy(), userName, password);
    }

    @Override
    public XAQueueConnection createXAQueueConnection() throws JMSException {
        return createXAQueueConnection(null, null);
    }

    @Override
    public XAQueueConnection createXAQueueConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        ConnectionUri now = settings();
        return ClientProvider.installed().connectXaQueues(now.target(), now.policy(), userName, password);
    }

    @Override
    public XATopicConnection createXATopicConnection() throws JMSException {
        return createXATopicConnection(null, null);
    }

    @Override
    public XATopicConnection createXATopicConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        ConnectionUri now = settings();
        return ClientProvider.installed().connectXaTopics(now.target(), now.policy(), userName, password);
    }

    @Override
    public XAJMSContext createXAContext() {
        return createXAContext(null, null);
    }

    @Override
    public XAJMSContext createXAContext(@Nullable String userName, @Nullable String password) {
        ConnectionUri now = settings();
        return ClientProvider.installed().xaContext(now.target(), now.policy(), userName, password);
    }

    @Override
    String role() {
        return "TernXAConnectionFactory";
    }
}
