// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.link.tcp.Target;
import io.ternmq.protocol.wire.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection URI leads to: {@code vm://name}, {@code tcp://host:port}, {@code ssl://host:port}, each of the
 * latter with the name of the broker as a path if one likes, or {@code failover:(uri,uri)} with several of them.
 *
 * @param broker  name of the broker; null only for a network, where it means whichever listens
 * @param targets addresses of a network; none for a broker in this process
 */
record BrokerUri(@Nullable String broker, List<Target> targets) {

    private static final String FAILOVER = "failover";

    /**
     * Takes a URI apart.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when it leads nowhere; says what there is
     */
    static BrokerUri parse(URI uri) {
        if (FAILOVER.equals(uri.getScheme())) {
            return several(uri);
        }
        if ("vm".equals(uri.getScheme())) {
            String name = uri.getAuthority();
            if (name == null || !uri.getPath().isEmpty()) {
                throw unknown(uri, "a broker in this process has a name and nothing else");
            }
            return new BrokerUri(name, List.of());
        }
        return new BrokerUri(pathOf(uri), List.of(target(uri)));
    }

    /** The name of the broker that a URI may lead to; null when it leads nowhere, too. */
    static @Nullable String nameIn(URI uri) {
        try {
            return parse(uri).broker();
        } catch (ProviderException e) {
            return null; // told when a link is opened
        }
    }

    /** Whether it leads to a broker in this process. */
    boolean isInVm() {
        return targets.isEmpty();
    }

    private static BrokerUri several(URI uri) {
        String text = uri.getSchemeSpecificPart();
        if (!text.startsWith("(") || !text.endsWith(")")) {
            throw unknown(uri, "the addresses stand between parentheses, with commas between them");
        }
        List<Target> targets = new ArrayList<>();
        @Nullable String broker = null;
        for (String each : text.substring(1, text.length() - 1).split(",", -1)) {
            URI one = uriOf(each.strip(), uri);
            String name = pathOf(one);
            if (!targets.isEmpty() && !Objects.equals(name, broker)) {
                throw unknown(uri, "all addresses have to name the same broker, or none");
            }
            broker = name;
            targets.add(target(one));
        }
        return new BrokerUri(broker, targets);
    }

    private static URI uriOf(String text, URI whole) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw unknown(whole, "'" + text + "' is no URI");
        }
    }

    private static Target target(URI uri) {
        String scheme = uri.getScheme();
        boolean isEncrypted = "ssl".equals(scheme);
        if (!isEncrypted && !"tcp".equals(scheme)) {
            throw unknown(uri, "its scheme is " + scheme);
        }
        String host = uri.getHost();
        if (host == null) {
            throw unknown(uri, "it names no host");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(bare, uri.getPort() < 0 ? Wire.DEFAULT_PORT : uri.getPort(), isEncrypted);
    }

    private static @Nullable String pathOf(URI uri) {
        String path = uri.getPath();
        return path == null || path.isEmpty() || path.equals("/") ? null : path.substring(1);
    }

    private static ProviderException unknown(URI uri, String why) {
        return new ProviderException(
                ErrorCode.INVALID_SETTING,
                "No broker can be reached by '" + uri + "': " + why + ". Known are vm://<name>, tcp://<host>:<port>,"
                        + " ssl://<host>:<port>, each of them with /<broker> if need be, and failover:(<uri>,<uri>)");
    }
}
