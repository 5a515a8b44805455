// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.ternmq.api.policy.SecurityPolicy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is known, who is let in, and who may do what.
 *
 * @param users        file with the users, the hashes of their passwords and their roles, or null (default) for none
 * @param jaas         entry of the JAAS configuration that checks names and passwords, or null (default) for none; not
 *                     together with {@code users}
 * @param certificates clients that are known by their certificates; default empty
 * @param policy       who is let in, and who may do what
 */
public record AccessSettings(
        @Nullable Path users,
        @Nullable String jaas,
        List<CertificateOwner> certificates,
        @Flat SecurityPolicy policy) {

    /** No users; nobody is let in from another machine. */
    public static final AccessSettings DEFAULT = new AccessSettings(null, null, List.of(), SecurityPolicy.defaults());

    /** Checks that there is one list of passwords. */
    public AccessSettings {
        if (users != null && jaas != null) {
            throw new IllegalArgumentException("users and jaas are both given; one of them decides who is who");
        }
        certificates = List.copyOf(certificates);
    }
}
