// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ClientTlsPolicy;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes encrypted sockets by the user's settings. */
final class TlsSockets {

    private TlsSockets() {}

    /** Reads the files that the settings name. */
    static SSLSocketFactory of(ClientTlsPolicy policy) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(policy), trust(policy), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "TLS cannot be set up with " + policy + ": " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(ClientTlsPolicy policy) throws GeneralSecurityException {
        String file = policy.keyStore();
        if (file == null) {
            return null;
        }
        String password = policy.keyStorePassword();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load("tls.keyStore", file, password), chars(password));
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(ClientTlsPolicy policy) throws GeneralSecurityException {
        String file = policy.trustStore();
        if (file == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load("tls.trustStore", file, policy.trustStorePassword()));
        return factory.getTrustManagers();
    }

    private static KeyStore load(String setting, String file, @Nullable String password)
            throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(new File(file), chars(password));
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    setting + " is '" + file + "', which cannot be read as a key store with the given password: "
                            + e.getMessage(),
                    e);
        }
    }

    private static char @Nullable [] chars(@Nullable String password) {
        return password == null ? null : password.toCharArray();
    }
}
