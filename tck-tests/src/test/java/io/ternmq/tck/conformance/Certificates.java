// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.ClientTlsPolicy;
import io.ternmq.server.config.TlsPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A certificate for this machine's loopback, made by the JDK's own tool for one run of tests. */
final class Certificates {

    private static final String PASSWORD = "only-for-tests";

    private Certificates() {}

    /** What the door shows. */
    static TlsPolicy own() {
        return TlsPolicy.of(file(), PASSWORD);
    }

    /** What clients trust. */
    static ClientTlsPolicy trusted() {
        return new ClientTlsPolicy(file().toString(), PASSWORD, null, null, true);
    }

    private static synchronized Path file() {
        Path file = Path.of(Scratch.directory().toString(), "loopback.p12");
        if (!Files.exists(file)) {
            make(file);
        }
        return file;
    }

    private static void make(Path file) {
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair", "-alias", "loopback", "-keyalg", "EC", "-groupname", "secp256r1",
                            "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2",
                            "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).as("keytool ends").isTrue();
            assertThat(keytool.exitValue()).as(said).isZero();
        } catch (IOException e) {
            throw new AssertionError("keytool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
