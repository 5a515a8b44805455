// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Where health, metrics and management are answered over HTTP.
 *
 * @param enabled         whether there is an HTTP port at all; default true
 * @param host            address to listen on; default {@code 127.0.0.1}: this machine alone
 * @param port            port to listen on, from 0 to 65,535; 0 for any free one; default 8161
 * @param tls             how connections are encrypted, or null (default) for clear text
 * @param maxConnections  how many connections may be open; 1 or more; default 256; further ones are closed at once
 * @param patienceMillis  how long a request may take to arrive, and a connection may be silent before it, in
 *                        milliseconds; 100 or more; default 20,000
 * @param maxRequestBytes longest body of a request, in bytes; 1,024 to 1,048,576; default 65,536
 */
public record HttpPolicy(
        boolean enabled,
        String host,
        int port,
        @Nullable TlsPolicy tls,
        int maxConnections,
        long patienceMillis,
        int maxRequestBytes) {

    /** This machine alone, in clear text, on port 8161. */
    public static final HttpPolicy DEFAULT = new HttpPolicy(true, "127.0.0.1", 8_161, null, 256, 20_000, 65_536);

    private static final int HIGHEST_PORT = 65_535;
    private static final long SHORTEST_PATIENCE = 100;
    private static final int SMALLEST_REQUEST = 1_024;
    private static final int LARGEST_REQUEST = 1 << 20;

    /** Checks the ranges. */
    public HttpPolicy {
        check(port >= 0 && port <= HIGHEST_PORT, "port must be from 0 to " + HIGHEST_PORT, port);
        check(maxConnections >= 1, "maxConnections must be 1 or more", maxConnections);
        check(patienceMillis >= SHORTEST_PATIENCE, "patienceMillis must be 100 or more", patienceMillis);
        check(maxRequestBytes >= SMALLEST_REQUEST && maxRequestBytes <= LARGEST_REQUEST,
                "maxRequestBytes must be from 1,024 to 1,048,576", maxRequestBytes);
    }

    private static void check(boolean holds, String rule, long value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + value);
        }
    }

    /** Listens elsewhere. */
    public HttpPolicy withAddress(String newHost, int newPort) {
        return new HttpPolicy(enabled, newHost, newPort, tls, maxConnections, patienceMillis, maxRequestBytes);
    }

    /** Encrypts, or with null does not. */
    public HttpPolicy withTls(@Nullable TlsPolicy newTls) {
        return new HttpPolicy(enabled, host, port, newTls, maxConnections, patienceMillis, maxRequestBytes);
    }

    /** Changes what a client may cost. */
    public HttpPolicy withLimits(int connections, long patience, int requestBytes) {
        return new HttpPolicy(enabled, host, port, tls, connections, patience, requestBytes);
    }
}
