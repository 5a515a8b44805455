// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ClientPolicy;
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
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens connections; implemented by the {@code ternmq} jar and found through {@link ServiceLoader}. */
public interface ClientProvider {

    /**
     * The implementation on the class path.
     *
     * @return the provider
     * @throws ProviderException with {@code INVALID_SETTING} when the {@code ternmq} jar is missing
     */
    static ClientProvider installed() {
        return ServiceLoader.load(ClientProvider.class, ClientProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.INVALID_SETTING, "No client implementation found: add io.ternmq:ternmq"));
    }

    /**
     * Opens a connection that is not restricted to one domain.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    Connection connect(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection for queues only.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    QueueConnection connectQueues(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection for topics only.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    TopicConnection connectTopics(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection with its first session as one object.
     *
     * @param uri         where the broker is
     * @param policy      settings of the connection
     * @param user        user name, or null for the one of the settings
     * @param password    password, or null for the one of the settings
     * @param sessionMode one of the session modes of {@link JMSContext}
     * @return the context; its connection is stopped and ends with it
     * @throws jakarta.jms.JMSRuntimeException when the broker cannot be reached or refuses, or there is no such mode
     */
    JMSContext context(
            URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password, int sessionMode);

    /**
     * Opens a connection whose sessions may take part in distributed transactions.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    XAConnection connectXa(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection for queues only whose sessions may take part in distributed transactions.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    XAQueueConnection connectXaQueues(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection for topics only whose sessions may take part in distributed transactions.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    XATopicConnection connectXaTopics(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password)
            throws JMSException;

    /**
     * Opens a connection with one session, which may take part in distributed transactions, as one object.
     *
     * @param uri      where the broker is
     * @param policy   settings of the connection
     * @param user     user name, or null for the one of the settings
     * @param password password, or null for the one of the settings
     * @return the context; its connection is stopped and ends with it
     * @throws jakarta.jms.JMSRuntimeException when the broker cannot be reached or refuses
     */
    XAJMSContext xaContext(URI uri, ClientPolicy policy, @Nullable String user, @Nullable String password);

    /**
     * Says what is wrong with a message selector; needs no broker.
     *
     * @param selector any text
     * @return what is wrong with it and where, or null when it is a selector
     */
    @Nullable String faultInSelector(String selector);
}
