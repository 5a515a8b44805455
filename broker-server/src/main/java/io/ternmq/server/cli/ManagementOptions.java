// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a management command talks to over HTTP, and as whom. */
final class ManagementOptions {

    static final String DEFAULT = "http://127.0.0.1:8161";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the broker's HTTP port is. Default: " + DEFAULT + '.')
    private @Nullable String url;

    @Mixin
    private final CredentialOptions credentials = new CredentialOptions();

    /** The address, which has a scheme and a host. */
    URI url() {
        try {
            URI given = URI.create(url == null ? DEFAULT : url);
            if (given.getHost() != null && ("http".equals(given.getScheme()) || "https".equals(given.getScheme()))) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("--url is no address: " + e.getMessage(), e);
        }
        throw new UsageException("--url is an address such as " + DEFAULT + ", not " + url);
    }

    CredentialOptions credentials() {
        return credentials;
    }
}
