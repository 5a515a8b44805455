// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds administered objects without any naming service: the environment, or a {@code jndi.properties} on the class
 * path, says what there is.
 *
 * <pre>
 * java.naming.factory.initial = io.ternmq.jndi.TernInitialContextFactory
 * connectionFactory.main      = vm://app?clientId=billing
 * xaConnectionFactory.xa      = vm://app
 * queue.jobs                  = billing.jobs
 * topic.news/eu               = news.eu
 * </pre>
 *
 * <p>The names are what follows the first dot; a slash in a name makes a sub-context. Without a {@code
 * connectionFactory} entry there are {@code ConnectionFactory}, {@code QueueConnectionFactory},
 * {@code TopicConnectionFactory} and {@code XAConnectionFactory} for {@code java.naming.provider.url}, or for {@value
 * io.ternmq.api.client.TernConnectionFactory#DEFAULT_URI}. {@code dynamicQueues/x} and {@code dynamicTopics/x} are the
 * queue and the topic named {@code x}. Factories whose URI names no user take {@code java.naming.security.principal}
 * and {@code java.naming.security.credentials}.
 *
 * <p>Each initial context has bindings of its own, in memory, which its sub-contexts and copies share.
 */
public final class TernInitialContextFactory implements InitialContextFactory {

    /** For {@code javax.naming}. */
    public TernInitialContextFactory() {}

    /**
     * {@inheritDoc}
     *
     * @throws javax.naming.ConfigurationException when an entry is malformed; the message names its key
     */
    @Override
    public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        Map<Object, Object> own = new HashMap<>();
        if (environment != null) {
            own.putAll(environment);
        }
        return new NamingContext(new Entries(own).folder(), own, List.of());
    }
}
