// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.Set;

/**
 * A client that is known by its certificate.
 *
 * @param subject distinguished name in the certificate, such as {@code CN=orders, O=Example}
 * @param user    name of the user that its owner is
 * @param roles   roles of that user; default empty
 */
public record CertificateOwner(String subject, String user, Set<String> roles) {

    /** Keeps the set from changing. */
    public CertificateOwner {
        roles = Set.copyOf(roles);
    }
}
