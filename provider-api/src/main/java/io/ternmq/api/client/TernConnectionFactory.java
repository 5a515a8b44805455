// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.NetworkPolicy;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
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
 * none of that name runs, and keeps its messages where {@link ClientPolicy#store()} says. A query overrides settings,
 * with the names of the components of {@link ClientPolicy} as keys: {@code vm://app?clientId=billing&maxPrefetch=16}.
 * Values are percent-encoded where they need it, and lists are separated by commas.
 *
 * <p>A factory is an administered object: a bean with {@code uri} and the settings as properties, which can be bound
 * in any naming context, as a reference or in its serial form. Both consist of the URI and every setting that is not
 * the default, <em>the password among them</em>; keep them where others cannot read them. Two factories are equal when
 * they are of one class and agree in URI and settings.
 *
 * <p>Any thread may use a factory. A property that is set holds for connections that are created afterwards; each is
 * created with settings that belonged together at one moment. A factory opens nothing by itself and need not be closed.
 */
public sealed class TernConnectionFactory
        implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory, Referenceable, Serializable
        permits TernXAConnectionFactory {

    /** The URI of a factory that was made without one. */
    public static final String DEFAULT_URI = "vm://ternmq";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String URI_PROPERTY = "uri";

    /** Resolves references; named only, since it comes with the implementation. */
    private static final String OBJECT_FACTORY = "io.ternmq.jndi.TernObjectFactory";

    /** Replaced as a whole, under the monitor. */
    private transient volatile ConnectionUri settings;

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
        this.settings = ConnectionUri.parse(
                Objects.requireNonNull(uri, "uri"), Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Where the broker is.
     *
     * @return the URI without its query
     */
    public URI uri() {
        return settings.target();
    }

    /**
     * The settings of the connections.
     *
     * @return those given, overridden by those of the URI
     */
    public ClientPolicy policy() {
        return settings.policy();
    }

    // --- properties ---------------------------------------------------------------------------------------------

    /**
     * Where the broker is.
     *
     * @return the URI without its query, as {@link #uri()}
     */
    public String getUri() {
        return settings.target().toString();
    }

    /**
     * Sets where the broker is.
     *
     * @param uri the URI; settings in its query override those of the factory, the others stay
     * @throws IllegalArgumentException when the URI is malformed, has a key that is not known, or a value out of range
     */
    public synchronized void setUri(String uri) {
        String text = given(URI_PROPERTY, uri, "a connection URI such as vm://app");
        settings = ConnectionUri.parse(text, settings.policy());
    }

    /**
     * The client identifier of every connection.
     *
     * @return the identifier, or null for none
     */
    public @Nullable String getClientId() {
        return policy().clientId();
    }

    /**
     * Sets the client identifier of every connection.
     *
     * @param clientId the identifier, or null for none
     */
    public void setClientId(@Nullable String clientId) {
        change(policy -> policy.withClientId(clientId));
    }

    /**
     * The user of connections that are created without one.
     *
     * @return the user name, or null for the default identity
     */
    public @Nullable String getUser() {
        return policy().user();
    }

    /**
     * Where a broker keeps its messages that this factory starts.
     *
     * @return the text form of a {@link io.ternmq.api.policy.StorePolicy}, or null for the default
     */
    public @Nullable String getStore() {
        return policy().store();
    }

    /**
     * Sets where a broker keeps its messages that this factory starts, by a {@code vm://} URI.
     *
     * @param store the text form of a {@link io.ternmq.api.policy.StorePolicy}, or null for the default
     */
    public void setStore(@Nullable String store) {
        change(policy -> policy.withStore(store));
    }

    /**
     * Sets the user of connections that are created without one.
     *
     * @param user the user name, or null for the default identity
     */
    public void setUser(@Nullable String user) {
        change(policy -> policy.withUser(user, policy.password()));
    }

    /**
     * The password that goes with the user.
     *
     * @return the password, or null for none
     */
    public @Nullable String getPassword() {
        return policy().password();
    }

    /**
     * Sets the password that goes with the user.
     *
     * @param password the password, or null for none
     */
    public void setPassword(@Nullable String password) {
        change(policy -> policy.withUser(policy.user(), password));
    }

    /**
     * How long a call waits for the broker's answer.
     *
     * @return milliseconds
     */
    public long getReplyTimeoutMillis() {
        return policy().replyTimeoutMillis();
    }

    /**
     * Sets how long a call waits for the broker's answer.
     *
     * @param replyTimeoutMillis milliseconds; 1 or more
     * @throws IllegalArgumentException when it is less
     */
    public void setReplyTimeoutMillis(long replyTimeoutMillis) {
        change(policy -> policy.withReplyTimeoutMillis(replyTimeoutMillis));
    }

    /**
     * The largest window of a consumer.
     *
     * @return most messages that a consumer holds ready
     */
    public int getMaxPrefetch() {
        return policy().maxPrefetch();
    }

    /**
     * Sets the largest window of a consumer.
     *
     * @param maxPrefetch most messages that a consumer holds ready; 1 to 65,536
     * @throws IllegalArgumentException when it is out of range
     */
    public void setMaxPrefetch(int maxPrefetch) {
        change(policy -> policy.withMaxPrefetch(maxPrefetch));
    }

    /**
     * The classes that an object message may contain.
     *
     * @return patterns; cannot be changed
     */
    public List<String> getTrustedClasses() {
        return policy().trustedClasses();
    }

    /**
     * Sets the classes that an object message may contain.
     *
     * @param trustedClasses patterns in the syntax of {@link java.io.ObjectInputFilter.Config#createFilter}; may be
     *                       empty. An element may hold several patterns between commas, as configuration files have it
     * @throws IllegalArgumentException when there is no list
     */
    public void setTrustedClasses(List<String> trustedClasses) {
        String allowed = "a list of class name patterns, which may be empty";
        List<String> patterns = given("trustedClasses", trustedClasses, allowed).stream()
                .flatMap(each -> List.of(given("trustedClasses", each, allowed).split(",", -1)).stream())
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        change(policy -> policy.withTrustedClasses(patterns));
    }

    /**
     * The settings of connections over a network. Whoever can set texts alone gives them as keys of the {@link #setUri
     * URI}.
     *
     * @return the settings
     */
    public NetworkPolicy getNetwork() {
        return policy().network();
    }

    /**
     * Sets the settings of connections over a network.
     *
     * @param network the settings
     * @throws IllegalArgumentException when there are none
     */
    public void setNetwork(NetworkPolicy network) {
        NetworkPolicy given = given("network", network, "settings, such as NetworkPolicy.DEFAULT");
        change(policy -> policy.withNetwork(given));
    }

    private synchronized void change(UnaryOperator<ClientPolicy> change) {
        ConnectionUri now = settings;
        settings = new ConnectionUri(now.target(), change.apply(now.policy()));
    }

    private static <T> T given(String property, @Nullable T value, String allowed) {
        if (value == null) {
            throw new IllegalArgumentException(property + " must be " + allowed + ", but is null");
        }
        return value;
    }

    // --- connections --------------------------------------------------------------------------------------------

    @Override
    public Connection createConnection() throws JMSException {
        return createConnection(null, null);
    }

    @Override
    public Connection createConnection(@Nullable String userName, @Nullable String password) throws JMSException {
        ConnectionUri now = settings;
        return ClientProvider.installed().connect(now.target(), now.policy(), userName, password);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return createQueueConnection(null, null);
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        ConnectionUri now = settings;
        return ClientProvider.installed().connectQueues(now.target(), now.policy(), userName, password);
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return createTopicConnection(null, null);
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        ConnectionUri now = settings;
        return ClientProvider.installed().connectTopics(now.target(), now.policy(), userName, password);
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
        ConnectionUri now = settings;
        return ClientProvider.installed().context(now.target(), now.policy(), userName, password, sessionMode);
    }

    // --- administered object ------------------------------------------------------------------------------------

    /** {@inheritDoc} It names this class, and carries the URI with the settings in its query. */
    @Override
    public Reference getReference() {
        return new Reference(
                getClass().getName(), new StringRefAddr(URI_PROPERTY, settings.text()), OBJECT_FACTORY, null);
    }

    /** Writes the URI with the settings in its query, and no fields. */
    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(settings.text());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        try {
            settings = ConnectionUri.parse((String) in.readObject(), ClientPolicy.DEFAULT);
        } catch (IllegalArgumentException e) {
            InvalidObjectException refusal = new InvalidObjectException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** What connections are made with at this moment. */
    final ConnectionUri settings() {
        return settings;
    }

    /** Keeps factories that make different things from being equal. */
    String role() {
        return "TernConnectionFactory";
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TernConnectionFactory that
                && role().equals(that.role())
                && settings.equals(that.settings);
    }

    @Override
    public final int hashCode() {
        return settings.hashCode();
    }

    @Override
    public final String toString() {
        return role() + '[' + settings.target() + ']';
    }
}
