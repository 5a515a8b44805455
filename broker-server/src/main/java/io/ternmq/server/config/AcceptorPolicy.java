// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Where and how clients are taken up.
 *
 * @param host            address to listen on; default {@code 127.0.0.1}: this machine alone
 * @param port            port to listen on; 0 for any free one; default 61616
 * @param tls             how connections are encrypted, or null (default) for clear text
 * @param login           what a stranger may cost
 * @param maxConnections  how many connections may be open; 1 or more; default 10,000
 * @param heartbeatMillis longest silence of either side, in milliseconds; 100 or more; default 15,000; a client that is
 *                        silent for twice as long is taken for gone
 * @param resumeMillis    how long a connection whose link broke waits for its client, in milliseconds; 0 or more;
 *                        default 10,000; until then what the client holds is not delivered to others
 * @param maxMessageBytes longest message, as it is on the wire, in bytes; 1,024 or more; default 67,108,864; larger
 *                        bodies are streamed in parts
 */
public record AcceptorPolicy(
        String host,
        int port,
        @Nullable TlsPolicy tls,
        LoginPolicy login,
        int maxConnections,
        long heartbeatMillis,
        long resumeMillis,
        int maxMessageBytes) {

    /** This machine alone, in clear text, on port 61616. */
    public static final AcceptorPolicy DEFAULT = new AcceptorPolicy(
            "127.0.0.1", 61_616, null, LoginPolicy.DEFAULT, 10_000, 15_000, 10_000, 64 << 20);

    private static final int HIGHEST_PORT = 65_535;
    private static final long SHORTEST_HEARTBEAT = 100;
    private static final int SMALLEST_MESSAGE = 1_024;

    /** Checks the ranges. */
    public AcceptorPolicy {
        check(port >= 0 && port <= HIGHEST_PORT, "port must be from 0 to " + HIGHEST_PORT, port);
        check(maxConnections >= 1, "maxConnections must be 1 or more", maxConnections);
        check(heartbeatMillis >= SHORTEST_HEARTBEAT, "heartbeatMillis must be 100 or more", heartbeatMillis);
        check(resumeMillis >= 0, "resumeMillis must be 0 or more", resumeMillis);
        check(maxMessageBytes >= SMALLEST_MESSAGE, "maxMessageBytes must be 1,024 or more", maxMessageBytes);
    }

    private static void check(boolean holds, String rule, long value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + value);
        }
    }

    /** Listens elsewhere. */
    public AcceptorPolicy withAddress(String newHost, int newPort) {
        return new AcceptorPolicy(
                newHost, newPort, tls, login, maxConnections, heartbeatMillis, resumeMillis, maxMessageBytes);
    }

    /** Encrypts, or with null does not. */
    public AcceptorPolicy withTls(@Nullable TlsPolicy newTls) {
        return new AcceptorPolicy(
                host, port, newTls, login, maxConnections, heartbeatMillis, resumeMillis, maxMessageBytes);
    }

    /** Bounds what a stranger may cost. */
    public AcceptorPolicy withLogin(LoginPolicy newLogin) {
        return new AcceptorPolicy(
                host, port, tls, newLogin, maxConnections, heartbeatMillis, resumeMillis, maxMessageBytes);
    }

    /** Changes the longest silence. */
    public AcceptorPolicy withHeartbeatMillis(long millis) {
        return new AcceptorPolicy(host, port, tls, login, maxConnections, millis, resumeMillis, maxMessageBytes);
    }

    /** Changes how long a connection waits for its client. */
    public AcceptorPolicy withResumeMillis(long millis) {
        return new AcceptorPolicy(host, port, tls, login, maxConnections, heartbeatMillis, millis, maxMessageBytes);
    }
}
