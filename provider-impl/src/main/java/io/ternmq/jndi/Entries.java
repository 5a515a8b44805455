// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import io.ternmq.routing.TopicPattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What an environment says about administered objects. Keys that begin otherwise belong to somebody else and are left
 * alone. No message quotes a value that may hold a password.
 */
final class Entries {

    static final String DYNAMIC_QUEUES = "dynamicQueues";
    static final String DYNAMIC_TOPICS = "dynamicTopics";

    private static final String FACTORY = "connectionFactory.";
    private static final List<String> DEFAULT_NAMES =
            List.of("ConnectionFactory", "QueueConnectionFactory", "TopicConnectionFactory");

    private final Map<String, Object> environment = new TreeMap<>();
    private final Map<String, Maker> makers = new TreeMap<>();

    Entries(Map<Object, Object> environment) {
        environment.forEach((key, value) -> {
            if (key instanceof String text) {
                this.environment.put(text, value);
            }
        });
        makers.put(FACTORY, (key, uri) -> identified(key, TernConnectionFactory::new, uri));
        makers.put("xaConnectionFactory.", (key, uri) -> identified(key, TernXAConnectionFactory::new, uri));
        makers.put("queue.", (key, name) -> new TernQueue(name));
        makers.put("topic.", Entries::topic);
    }

    /** A folder with everything that the environment names. */
    Folder folder() throws NamingException {
        Folder folder = new Folder();
        folder.rebind(DYNAMIC_QUEUES, Folder.making(TernQueue::new));
        folder.rebind(DYNAMIC_TOPICS, Folder.making(TernTopic::new));
        for (Map.Entry<String, Object> entry : environment.entrySet()) {
            for (Map.Entry<String, Maker> maker : makers.entrySet()) {
                if (entry.getKey().startsWith(maker.getKey())) {
                    bind(folder, entry.getKey(), maker.getKey(), maker.getValue());
                }
            }
        }
        if (environment.keySet().stream().noneMatch(key -> key.startsWith(FACTORY))) {
            bindDefaults(folder);
        }
        return folder;
    }

    private void bind(Folder folder, String key, String prefix, Maker maker) throws NamingException {
        Object made = maker.make(key, textOf(key));
        List<String> path = Names.path(key.substring(prefix.length()));
        if (path.isEmpty()) {
            throw malformed(key, "needs a name behind the dot", null);
        }
        try {
            Folder parent = folder;
            for (String level : path.subList(0, path.size() - 1)) {
                parent = parent.within(level);
            }
            parent.bind(path.get(path.size() - 1), made);
        } catch (NamingException e) {
            throw malformed(key, "has a name that another entry has already, or that lies inside one", e);
        }
    }

    private void bindDefaults(Folder folder) throws NamingException {
        String uri = environment.containsKey(Context.PROVIDER_URL)
                ? textOf(Context.PROVIDER_URL)
                : TernConnectionFactory.DEFAULT_URI;
        Object factory = identified(Context.PROVIDER_URL, TernConnectionFactory::new, uri);
        for (String name : DEFAULT_NAMES) {
            folder.bindIfFree(name, factory);
        }
        folder.bindIfFree(
                "XAConnectionFactory", identified(Context.PROVIDER_URL, TernXAConnectionFactory::new, uri));
    }

    // --- values -------------------------------------------------------------------------------------------------

    private String textOf(String key) throws ConfigurationException {
        if (environment.get(key) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw malformed(key, "needs a text that is not blank", null);
    }

    /** Consumers may subscribe to a pattern, so that it can be bound like a name. */
    private static Object topic(String key, String name) throws ConfigurationException {
        try {
            TopicPattern.parse(name);
        } catch (IllegalArgumentException e) {
            throw malformed(key, "is no topic. " + e.getMessage(), e);
        }
        return new TernTopic(name);
    }

    /** A factory; one whose URI names no user gets the one of the environment. */
    private Object identified(String key, FactoryType type, String uri) throws ConfigurationException {
        try {
            ClientPolicy policy = new TernConnectionFactory(uri).policy();
            boolean isNamed = policy.user() != null || policy.password() != null;
            String principal = isNamed ? null : secretOf(Context.SECURITY_PRINCIPAL);
            return type.make(uri, principal == null
                    ? ClientPolicy.DEFAULT
                    : ClientPolicy.DEFAULT.withUser(principal, secretOf(Context.SECURITY_CREDENTIALS)));
        } catch (IllegalArgumentException e) {
            throw malformed(key, "is no connection URI. " + e.getMessage(), e);
        }
    }

    private @Nullable String secretOf(String key) throws ConfigurationException {
        Object value = environment.get(key);
        if (value instanceof char[] characters) {
            return String.valueOf(characters);
        }
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw malformed(key, "must be a String or a char[], but is a " + value.getClass().getName(), null);
    }

    private static ConfigurationException malformed(String key, String why, @Nullable Throwable cause) {
        ConfigurationException refusal = new ConfigurationException("Environment entry '" + key + "' " + why);
        refusal.initCause(cause);
        return refusal;
    }

    @FunctionalInterface
    private interface Maker {
        Object make(String key, String value) throws NamingException;
    }

    @FunctionalInterface
    private interface FactoryType {
        Object make(String uri, ClientPolicy policy);
    }
}
