// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.api.spi.ScramCredential;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Users by the distinguished name in their certificate, beside users with passwords. The link has checked the
 * certificate; a name that is not in the list is refused. Case and space of a distinguished name do not matter, its
 * order does. Immutable; any thread may use it.
 */
public final class CertificateUsers implements Authenticator {

    private final Map<String, Identity> owners;
    private final @Nullable Authenticator others;

    private CertificateUsers(Map<String, Identity> owners, @Nullable Authenticator others) {
        this.owners = owners;
        this.others = others;
    }

    /**
     * Users with certificates and nobody else.
     *
     * @param owners users by distinguished name, such as {@code CN=orders, O=Example}
     * @return the users
     * @throws IllegalArgumentException when a name is not a distinguished one
     */
    public static CertificateUsers of(Map<String, Identity> owners) {
        Map<String, Identity> canonical = new HashMap<>();
        owners.forEach((name, identity) -> {
            if (canonical.put(canonical(name), identity) != null) {
                throw new IllegalArgumentException("The distinguished name '" + name + "' is there twice");
            }
        });
        return new CertificateUsers(Map.copyOf(canonical), null);
    }

    /**
     * The same users, and beside them those of another authenticator. Roles that this one gives to the user of a
     * certificate count as well.
     *
     * @param authenticator knows the others
     * @return all of them
     */
    public CertificateUsers beside(Authenticator authenticator) {
        return new CertificateUsers(owners, authenticator);
    }

    @Override
    public Optional<Identity> identifyByCertificate(Peer peer) {
        String certificate = peer.certificate();
        Identity owner = certificate == null ? null : owners.get(canonical(certificate));
        if (owner == null) {
            return Optional.empty();
        }
        Set<String> roles = new HashSet<>(owner.roles());
        roles.addAll(roles(owner.name()));
        return Optional.of(new Identity(owner.name(), roles));
    }

    @Override
    public Optional<String> authenticate(String user, char[] password, Peer peer) {
        return others == null ? Optional.empty() : others.authenticate(user, password, peer);
    }

    @Override
    public Optional<Identity> identify(String user, char[] password, Peer peer) {
        return others == null ? Optional.empty() : others.identify(user, password, peer);
    }

    @Override
    public Optional<String> authenticateAnonymous(Peer peer) {
        return others == null
                ? Authenticator.super.authenticateAnonymous(peer)
                : others.authenticateAnonymous(peer);
    }

    @Override
    public Optional<ScramCredential> credential(String user) {
        return others == null ? Optional.empty() : others.credential(user);
    }

    @Override
    public Set<String> roles(String identity) {
        return others == null ? Set.of() : others.roles(identity);
    }

    @Override
    public Set<String> mechanisms() {
        Set<String> all = new HashSet<>(others == null ? Set.of() : others.mechanisms());
        all.add("EXTERNAL");
        return all;
    }

    /** How many there are, and nothing about them. */
    @Override
    public String toString() {
        return "CertificateUsers[" + owners.size() + ", " + others + ']';
    }

    private static String canonical(String name) {
        return new X500Principal(name).getName(X500Principal.CANONICAL);
    }
}
