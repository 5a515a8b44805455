// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an acceptor encrypts; TLS 1.2 and 1.3. The files are looked at again every few seconds and taken up when they
 * have changed; connections that stand go on with what they began with.
 *
 * @param keyStore           PKCS#12 file with the broker's certificate and private key
 * @param keyStorePassword   password of that file
 * @param trustStore         PKCS#12 file with the authorities of client certificates, or null (default) when clients
 *                           show none
 * @param trustStorePassword password of that file, or null
 * @param clientCertificate  whether clients have to show a certificate; default {@link Demand#NONE}
 * @param reloadMillis       how often the files are looked at, in milliseconds; 100 or more; default 5,000
 */
public record TlsPolicy(
        @Required Path keyStore,
        @Required String keyStorePassword,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword,
        Demand clientCertificate,
        long reloadMillis) {

    /** Whether something is asked for. */
    public enum Demand {
        /** Not asked for. */
        NONE,
        /** Asked for; clients without go on without. */
        WANTED,
        /** Clients without are refused. */
        REQUIRED
    }

    private static final long SHORTEST_RELOAD = 100;
    private static final long DEFAULT_RELOAD = 5_000;

    /** What holds where nothing is said; without a key store, so that nobody can encrypt with it. */
    static final TlsPolicy DEFAULT = of(Path.of(""), "");

    /** Checks the ranges. */
    public TlsPolicy {
        if (clientCertificate != Demand.NONE && trustStore == null) {
            throw new IllegalArgumentException(
                    "clientCertificate is " + clientCertificate + ", so trustStore has to name their authorities");
        }
        if (reloadMillis < SHORTEST_RELOAD) {
            throw new IllegalArgumentException(
                    "reloadMillis must be " + SHORTEST_RELOAD + " or more, but is " + reloadMillis);
        }
    }

    /** Encryption without client certificates. */
    public static TlsPolicy of(Path keyStore, String keyStorePassword) {
        return new TlsPolicy(keyStore, keyStorePassword, null, null, Demand.NONE, DEFAULT_RELOAD);
    }

    /** Tells no password. */
    @Override
    public String toString() {
        return "TlsPolicy[keyStore=" + keyStore + ", trustStore=" + trustStore + ", clientCertificate="
                + clientCertificate + ", reloadMillis=" + reloadMillis + ']';
    }
}
