// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.server.config.TlsPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of an acceptor as they are at the moment. Files that have changed are read again; if that fails,
 * what there was stays in use and the log tells. Any thread may ask; one at a time looks.
 */
public final class TlsContexts {

    private static final Log LOG = Log.of(TlsContexts.class);

    private final TlsPolicy policy;
    private volatile SslContext current;
    private List<FileTime> seen;

    /**
     * Reads the files.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when they cannot be used
     */
    public TlsContexts(TlsPolicy policy) {
        this.policy = policy;
        try {
            this.seen = times();
            this.current = read();
        } catch (IOException | GeneralSecurityException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "TLS cannot be set up with " + policy + ": " + e.getMessage(), e);
        }
    }

    /** What a new connection is encrypted with. */
    public SslContext current() {
        return current;
    }

    /** Looks whether a file has changed. */
    public synchronized void look() {
        try {
            List<FileTime> now = times();
            if (!now.equals(seen)) {
                current = read();
                seen = now;
                LOG.log(System.Logger.Level.INFO, () -> "New certificates are in use: " + policy);
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "The certificates have changed and cannot be read; what there was stays in use: "
                            + e.getMessage());
        }
    }

    private List<FileTime> times() throws IOException {
        List<FileTime> times = new ArrayList<>();
        times.add(Files.getLastModifiedTime(policy.keyStore()));
        Path trust = policy.trustStore();
        if (trust != null) {
            times.add(Files.getLastModifiedTime(trust));
        }
        return times;
    }

    private SslContext read() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = policy.keyStorePassword().toCharArray();
        keys.init(KeyStore.getInstance(policy.keyStore().toFile(), password), password);
        return SslContextBuilder.forServer(keys)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .trustManager(trust())
                .clientAuth(clientAuth())
                .build();
    }

    private @Nullable TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        Path file = policy.trustStore();
        if (file == null) {
            return null;
        }
        String password = policy.trustStorePassword();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray()));
        return trust;
    }

    private ClientAuth clientAuth() {
        return switch (policy.clientCertificate()) {
            case NONE -> ClientAuth.NONE;
            case WANTED -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
