// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Brings connection factories and destinations back from references, in whatever naming service they were bound or
 * whatever container describes them. A reference to a connection factory has the address {@code uri} and may have one
 * for each setting, as in {@code user}; what the URI says goes first. A reference to a destination has the address
 * {@code name}, or {@code physicalName} where a container keeps {@code name} for itself. The class may be the one of
 * TernMQ or, when the reference asks for this very object factory, the interface of {@code jakarta.jms}.
 *
 * <p>Nothing but the addresses counts: neither the environment nor the location of a factory is looked at, and no class
 * is loaded. Any thread may call.
 */
public final class TernObjectFactory implements ObjectFactory {

    private static final String SELF = "io.ternmq.jndi.TernObjectFactory";
    private static final String URI = "uri";
    private static final String NAME = "name";
    private static final String PHYSICAL_NAME = "physicalName";

    /** What containers add to the addresses for their own use. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("auth", "closeMethod", "description", "factory", "forceString", "scope", "singleton");

    /** For {@code javax.naming}. */
    public TernObjectFactory() {}

    /**
     * {@inheritDoc}
     *
     * @return the object, or null when this is no reference to an object of TernMQ
     * @throws NamingException when an address is missing or malformed; the message names it
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        return object instanceof Reference reference ? own(reference) : null;
    }

    /** The object of a reference, or null when it is not ours. */
    static @Nullable Object own(Reference reference) throws NamingException {
        String type = reference.getClassName();
        boolean isNamed = SELF.equals(reference.getFactoryClassName()) || SELF.equals(textOf(reference, "factory"));
        if (type == null || (type.startsWith("jakarta.jms.") && !isNamed)) {
            return null;
        }
        return switch (type) {
            case "io.ternmq.api.client.TernConnectionFactory",
                    "jakarta.jms.ConnectionFactory",
                    "jakarta.jms.QueueConnectionFactory",
                    "jakarta.jms.TopicConnectionFactory" -> factory(reference, TernConnectionFactory::new);
            case "io.ternmq.api.client.TernXAConnectionFactory",
                    "jakarta.jms.XAConnectionFactory",
                    "jakarta.jms.XAQueueConnectionFactory",
                    "jakarta.jms.XATopicConnectionFactory" -> factory(reference, TernXAConnectionFactory::new);
            case "io.ternmq.jms.TernQueue", "jakarta.jms.Queue" -> new TernQueue(nameIn(reference));
            case "io.ternmq.jms.TernTopic", "jakarta.jms.Topic" -> new TernTopic(nameIn(reference));
            default -> null;
        };
    }

    // --- destinations -------------------------------------------------------------------------------------------

    private static String nameIn(Reference reference) throws NamingException {
        String name = textOf(reference, NAME);
        String found = name == null ? textOf(reference, PHYSICAL_NAME) : name;
        if (found == null || found.isBlank()) {
            throw malformed(reference, "has no address '" + NAME + "' or '" + PHYSICAL_NAME + "'", null);
        }
        return found;
    }

    // --- connection factories -----------------------------------------------------------------------------------

    private static Object factory(Reference reference, BiFunction<String, ClientPolicy, Object> type)
            throws NamingException {
        String uri = textOf(reference, URI);
        try {
            return type.apply(uri == null ? TernConnectionFactory.DEFAULT_URI : uri, settings(reference));
        } catch (IllegalArgumentException e) {
            throw malformed(reference, "is not understood. " + e.getMessage(), e);
        }
    }

    /** The settings that have addresses of their own, read as if they stood in a URI. */
    private static ClientPolicy settings(Reference reference) throws NamingException {
        StringJoiner query = new StringJoiner("&", TernConnectionFactory.DEFAULT_URI + '?', "");
        for (RefAddr address : Collections.list(reference.getAll())) {
            String key = address.getType();
            String value = OF_CONTAINERS.contains(key) || key.equals(URI) ? null : textOf(reference, key);
            if (value != null) {
                query.add(encode(key) + '=' + encode(value));
            }
        }
        return new TernConnectionFactory(query.toString()).policy();
    }

    /** Leaves commas alone, since they separate the elements of lists. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",");
    }

    // --- addresses ----------------------------------------------------------------------------------------------

    private static @Nullable String textOf(Reference reference, String type) throws NamingException {
        RefAddr address = reference.get(type);
        Object content = address == null ? null : address.getContent();
        if (content == null || content instanceof String) {
            return (String) content;
        }
        throw malformed(reference, "has an address '" + type + "' that is no text", null);
    }

    private static NamingException malformed(Reference reference, String why, @Nullable Throwable cause) {
        ConfigurationException refusal =
                new ConfigurationException("The reference to a " + reference.getClassName() + ' ' + why);
        refusal.initCause(cause);
        return refusal;
    }
}
