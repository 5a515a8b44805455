// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.policy.ClientPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection URI taken apart: where the broker is, and the settings that the query overrides. The keys of the query
 * are the components of {@link ClientPolicy} and nothing else, so that a new setting is a key at once.
 *
 * @param target the URI without its query
 * @param policy the settings
 */
record ConnectionUri(URI target, ClientPolicy policy) {

    /** Takes a URI apart; what it does not say comes from the given settings. */
    static ConnectionUri parse(String text, ClientPolicy base) {
        int query = text.indexOf('?', text.lastIndexOf(')') + 1);
        URI target = URI.create(query < 0 ? text : text.substring(0, query));
        if (target.getScheme() == null) {
            throw new IllegalArgumentException("A connection URI begins with its scheme, as in vm://app: " + target);
        }
        return new ConnectionUri(target, query < 0 ? base : override(base, keysOf(text.substring(query + 1))));
    }

    private static Map<String, String> keysOf(String query) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                keys.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException("A connection URI has keys as in ?key=value, not " + pair);
            }
        }
        return keys;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ClientPolicy override(ClientPolicy base, Map<String, String> keys) {
        RecordComponent[] components = ClientPolicy.class.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = components[i].getName();
            String text = keys.remove(key);
            values[i] = text == null ? valueOf(components[i], base) : convert(key, text, components[i].getType());
        }
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException("A connection URI has no key " + String.join(", ", keys.keySet())
                    + "; it has " + Arrays.stream(components).map(RecordComponent::getName)
                            .collect(Collectors.joining(", ")));
        }
        return create(components, values);
    }

    private static Object convert(String key, String text, Class<?> type) {
        try {
            if (type == long.class) {
                return Long.parseLong(text);
            }
            if (type == int.class) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is a number, not " + text, e);
        }
        return type == List.class ? List.of(text.split(",", -1)) : text;
    }

    private static @Nullable Object valueOf(RecordComponent component, ClientPolicy base) {
        try {
            return component.getAccessor().invoke(base);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a public record cannot be read", e);
        }
    }

    private static ClientPolicy create(RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return ClientPolicy.class.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("The settings cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public record cannot be made", e);
        }
    }
}
