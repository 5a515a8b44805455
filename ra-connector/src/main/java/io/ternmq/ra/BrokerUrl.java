// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import io.ternmq.api.client.TernXAConnectionFactory;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a property that leads to a broker may be, for the adapter and for factories. Any thread may call. */
public final class BrokerUrl {

    private static final Set<String> SCHEMES = Set.of("vm", "tcp", "ssl", "failover");
    private static final String ALLOWED = "vm://<name> for a broker inside the server, tcp://<host>:<port>,"
            + " ssl://<host>:<port> or failover:(<url>,<url>), each with ?key=value&key=value if need be";

    private static final Pattern INNER_QUERY = Pattern.compile("\\?[^,)]*");
    private static final Pattern ONE_SLASH = Pattern.compile("\\b(vm|tcp|ssl):/(?!/)");

    private BrokerUrl() {}

    /**
     * What was meant, where a server has made one slash of two: Open Liberty takes what annotations say for paths.
     *
     * @param url what the server set
     * @return the same with two slashes behind each scheme
     */
    public static @Nullable String whole(@Nullable String url) {
        return url == null ? null : ONE_SLASH.matcher(url).replaceAll("$1://");
    }

    /**
     * Holds a property against being a URL of a broker. Shows no value of its query, where passwords may stand.
     *
     * @param check    takes the fault
     * @param property its name
     * @param url      what it is
     */
    public static void check(PropertyCheck check, String property, String url) {
        String reason = reasonAgainst(url);
        if (reason != null) {
            check.fault(property, withoutQuery(url), ALLOWED + " (" + reason + ")");
        }
    }

    /**
     * A URL that can be shown: passwords stand behind the question mark.
     *
     * @param url any text
     * @return the text without its query, nor those of the URLs in brackets
     */
    public static String withoutQuery(String url) {
        int query = url.indexOf('?', url.lastIndexOf(')') + 1);
        return INNER_QUERY.matcher(query < 0 ? url : url.substring(0, query)).replaceAll("");
    }

    /** Why a text leads to no broker, or null when it may. */
    private static @Nullable String reasonAgainst(String url) {
        try {
            String scheme = new TernXAConnectionFactory(url).uri().getScheme();
            if (url.startsWith("vm:") && !url.matches("vm://[^/?]+(\\?.*)?")) {
                return "vm:// is followed by a name and nothing else";
            }
            return SCHEMES.contains(scheme) ? null : "there is no scheme " + scheme;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
