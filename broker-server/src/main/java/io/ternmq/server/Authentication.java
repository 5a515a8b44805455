// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.CertificateUsers;
import io.ternmq.api.server.JaasUsers;
import io.ternmq.api.server.PasswordFile;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.server.config.AccessSettings;
import io.ternmq.server.config.CertificateOwner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together who knows the users, as the settings say. */
final class Authentication {

    private Authentication() {}

    /**
     * The authenticator of the settings.
     *
     * @return the authenticator, or null when the settings name no users
     * @throws ProviderException with {@code INVALID_SETTING} when a file or an entry cannot be had or makes no sense
     */
    static @Nullable Authenticator of(AccessSettings access) {
        Authenticator passwords = passwords(access);
        if (access.certificates().isEmpty()) {
            return passwords;
        }
        CertificateUsers owners = owners(access);
        return passwords == null ? owners : owners.beside(passwords);
    }

    private static @Nullable Authenticator passwords(AccessSettings access) {
        Path users = access.users();
        if (users != null) {
            return PasswordFile.open(users);
        }
        String entry = access.jaas();
        return entry == null ? null : JaasUsers.of(entry);
    }

    private static CertificateUsers owners(AccessSettings access) {
        Map<String, Identity> owners = new HashMap<>();
        for (CertificateOwner owner : access.certificates()) {
            owners.put(owner.subject(), new Identity(owner.user(), owner.roles()));
        }
        try {
            return CertificateUsers.of(owners);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "security.certificates: " + e.getMessage(), e);
        }
    }
}
