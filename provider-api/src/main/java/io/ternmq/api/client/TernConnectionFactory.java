// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.policy.ClientPolicy;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to a TernMQ broker; the one class of TernMQ that a program written against {@code jakarta.jms}
 * has to name.
 *
 * <pre>{@code
 * ConnectionFactory factory = new TernConnectionFactory("vm://app");
 * try (JMSContext context = factory.createContext()) {
 *     context.createProducer().send(context.createQueue("orders"), "hello");
 * }
 * }</pre>
 *
 * <p>The URI says where the broker is. {@code vm://name} is a broker in this Java virtual machine; it is started when
 * none of that name runs. A query overrides settings, with the names of the components of {@link ClientPolicy} as
 * keys: {@code vm://app?clientId=billing&maxPrefetch=16}. Values are percent-encoded where they need it, and lists
 * are separated by commas.
 *
 * <p>Immutable; any thread may use it. A factory opens nothing by itself and need not be closed.
 */
public final class TernConnectionFactory implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory {

    /** The URI of a factory that was made without one. */
    public static final String DEFAULT_URI = "vm://ternmq";

    private final URI uri;
    private final ClientPolicy policy;

    /** A factory for {@value #DEFAULT_URI} with every default. */
    public TernConnectionFactory() {
        this(DEFAULT_URI);
    }

    /**
     * A factory with every default that the URI does not override.
     *
     * @param uri where the broker is, with settings in its query
     * @throws IllegalArgumentException when the URI is malformed, has a key that is not known, or a value out of range
     */
    public TernConnectionFactory(String uri) {
        this(uri, ClientPolicy.DEFAULT);
    }

    /**
     * A factory with given settings.
     *
     * @param uri    where the broker is; settings in its query override the given ones
     * @param policy the settings
     * @throws IllegalArgumentException when the URI is malformed, has a key that is not known, or a value out of range
     */
    public TernConnectionFactory(String uri, ClientPolicy policy) {
        ConnectionUri parts = ConnectionUri.parse(
                Objects.requireNonNull(uri, "uri"), Objects.requireNonNull(policy, "policy"));
        this.uri = parts.target();
        this.policy = parts.policy();
    }

    /**
     * Where the broker is.
     *
     * @return the URI without its query
     */
    public URI uri() {
        return uri;
    }

    /**
     * The settings of the connections.
     *
     * @return those given, overridden by those of the URI
     */
    public ClientPolicy policy() {
        return policy;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return createConnection(null, null);
    }

    @Override
    public Connection createConnection(@Nullable String userName, @Nullable String password) throws JMSException {
        return ClientProvider.installed().connect(uri, policy, userName, password);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return createQueueConnection(null, null);
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return ClientProvider.installed().connectQueues(uri, policy, userName, password);
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return createTopicConnection(null, null);
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return ClientProvider.installed().connectTopics(uri, policy, userName, password);
    }

    @Override
    public JMSContext createContext() {
        return createContext(null, null, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return createContext(null, null, sessionMode);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String password) {
        return createContext(userName, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String password, int sessionMode) {
        return ClientProvider.installed().context(uri, policy, userName, password, sessionMode);
    }

    @Override
    public String toString() {
        return "TernConnectionFactory[" + uri + ']';
    }
}
