// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.Objects;

/**
 * Settings of connections over a network; {@code vm://} has no use for them.
 *
 * @param connectTimeoutMillis how long it may take until one address has answered and the login is through, in
 *                             milliseconds; 1 or more; default 10,000
 * @param heartbeatMillis      longest silence on a link, in milliseconds; 100 or more; default 15,000; a broker that is
 *                             silent for twice as long is taken for gone
 * @param allowPlainPassword   whether a password may cross a network in clear text, for brokers that offer nothing
 *                             better; default false
 * @param reconnect            what happens when the link breaks
 * @param tls                  how the broker is known, for {@code ssl://}
 */
public record NetworkPolicy(
        long connectTimeoutMillis,
        long heartbeatMillis,
        boolean allowPlainPassword,
        ReconnectPolicy reconnect,
        ClientTlsPolicy tls) {

    /** Ten seconds to connect, fifteen between heartbeats, no password in clear text. */
    public static final NetworkPolicy DEFAULT =
            new NetworkPolicy(10_000, 15_000, false, ReconnectPolicy.DEFAULT, ClientTlsPolicy.DEFAULT);

    private static final long SHORTEST_HEARTBEAT = 100;

    /** Checks the ranges. */
    public NetworkPolicy {
        Checks.atLeast("connectTimeoutMillis", connectTimeoutMillis, 1);
        Checks.atLeast("heartbeatMillis", heartbeatMillis, SHORTEST_HEARTBEAT);
        Objects.requireNonNull(reconnect, "reconnect");
        Objects.requireNonNull(tls, "tls");
    }

    /**
     * Changes what happens when the link breaks.
     *
     * @param newReconnect the settings
     * @return a copy with these
     */
    public NetworkPolicy withReconnect(ReconnectPolicy newReconnect) {
        return new NetworkPolicy(connectTimeoutMillis, heartbeatMillis, allowPlainPassword, newReconnect, tls);
    }

    /**
     * Changes how the broker is known.
     *
     * @param newTls the settings
     * @return a copy with these
     */
    public NetworkPolicy withTls(ClientTlsPolicy newTls) {
        return new NetworkPolicy(connectTimeoutMillis, heartbeatMillis, allowPlainPassword, reconnect, newTls);
    }

    /**
     * Decides about passwords in clear text.
     *
     * @param allowed whether a password may cross a network in clear text
     * @return a copy with this
     */
    public NetworkPolicy withAllowPlainPassword(boolean allowed) {
        return new NetworkPolicy(connectTimeoutMillis, heartbeatMillis, allowed, reconnect, tls);
    }

    /**
     * Changes the longest silence.
     *
     * @param millis 100 or more milliseconds
     * @return a copy with this
     */
    public NetworkPolicy withHeartbeatMillis(long millis) {
        return new NetworkPolicy(connectTimeoutMillis, millis, allowPlainPassword, reconnect, tls);
    }
}
