// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import org.jspecify.annotations.Nullable;

/**
 * How a client of an {@code ssl://} URI knows the broker and shows itself. Without anything, the authorities that the
 * Java virtual machine trusts are asked, and the broker's certificate has to name its host.
 *
 * @param trustStore         PKCS#12 or JKS file with the authorities or certificates that are trusted, or null
 *                           (default) for those of the Java virtual machine
 * @param trustStorePassword password of that file, or null (default)
 * @param keyStore           PKCS#12 or JKS file with the client's certificate and private key, or null (default) to
 *                           show none
 * @param keyStorePassword   password of that file, or null (default)
 * @param verifyHost         whether the broker's certificate has to name the host of the URI; default true
 */
public record ClientTlsPolicy(
        @Nullable String trustStore,
        @Nullable String trustStorePassword,
        @Nullable String keyStore,
        @Nullable String keyStorePassword,
        boolean verifyHost) {

    /** The authorities of the Java virtual machine, no certificate of the client's own. */
    public static final ClientTlsPolicy DEFAULT = new ClientTlsPolicy(null, null, null, null, true);

    /** Tells no password. */
    @Override
    public String toString() {
        return "ClientTlsPolicy[trustStore=" + trustStore + ", keyStore=" + keyStore + ", verifyHost=" + verifyHost
                + ']';
    }
}
