// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import io.ternmq.api.policy.ClientPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A connection URI taken apart: where the broker is, and the settings that the query overrides. The keys of the query
 * are the components of {@link ClientPolicy} and nothing else, so that a new setting is a key at once. No exception
 * shows the value of a key that could be a password.
 *
 * @param target the URI without its query
 * @param policy the settings
 */
record ConnectionUri(URI target, ClientPolicy policy) {

    /** Takes a URI apart; what it does not say comes from the given settings. */
    static ConnectionUri parse(String text, ClientPolicy base) {
        int query = text.indexOf('?', text.lastIndexOf(')') + 1);
        URI target = target(query < 0 ? text : text.substring(0, query));
        return new ConnectionUri(target, query < 0 ? base : override(base, keysOf(text.substring(query + 1))));
    }

    /** The URI that {@link #parse} makes the same of, with every setting that is not the default in its query. */
    String text() {
        StringBuilder text = new StringBuilder(target.toString());
        char separator = '?';
        for (Map.Entry<String, Object> setting : SettingKeys.changed(policy, ClientPolicy.DEFAULT).entrySet()) {
            text.append(separator).append(setting.getKey()).append('=').append(encode(setting.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    /** The text is not shown, nor the failure that has it: URIs in brackets may have queries of their own. */
    private static URI target(String text) {
        URI target;
        try {
            target = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "uri is no URI such as vm://app: " + e.getReason() + " (character " + (e.getIndex() + 1) + ')');
        }
        if (target.getScheme() == null) {
            throw new IllegalArgumentException("A connection uri begins with its scheme, as in vm://app: " + target);
        }
        if (target.getRawUserInfo() != null) {
            throw new IllegalArgumentException("A connection uri has no user in front of its host;"
                    + " give user and password as keys: " + target.getScheme() + "://…?user=…&password=…");
        }
        return target;
    }

    private static Map<String, String> keysOf(String query) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                keys.put(decode("a key", pair.substring(0, equals)), pair.substring(equals + 1));
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException("A connection uri has keys as in ?key=value&key=value; one behind "
                        + (keys.isEmpty() ? "the ?" : "the key " + String.join(", ", keys.keySet()))
                        + " has no value. A & inside a value is written %26.");
            }
        }
        return keys;
    }

    private static String decode(String what, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message quotes what may be part of a password.
            throw new IllegalArgumentException("In a connection uri " + what
                    + " has a % that does not begin a percent-encoded character; a % itself is written %25");
        }
    }

    private static String encode(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ConnectionUri::encode).collect(Collectors.joining(","));
        }
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ClientPolicy override(ClientPolicy base, Map<String, String> keys) {
        List<String> known = SettingKeys.of(ClientPolicy.class);
        List<String> unknown = keys.keySet().stream().filter(key -> !known.contains(key)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("A connection uri has no key " + String.join(", ", unknown)
                    + "; it has " + String.join(", ", known));
        }
        return SettingKeys.override(base, (key, type) -> {
            String text = keys.get(key);
            return text == null ? null : convert(key, text, type);
        });
    }

    private static Object convert(String key, String raw, Class<?> type) {
        if (type == List.class) {
            return Arrays.stream(raw.split(",", -1)).map(each -> decode(key, each)).toList();
        }
        String text = decode(key, raw);
        try {
            if (type == long.class) {
                return Long.parseLong(text);
            }
            if (type == boolean.class) {
                return truth(key, text);
            }
            return type == int.class ? (Object) Integer.parseInt(text) : text;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is a number, not " + text, e);
        }
    }

    private static boolean truth(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " is true or false, not " + text);
        }
        return text.equals("true");
    }
}
