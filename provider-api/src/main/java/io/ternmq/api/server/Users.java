// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Peer;
import io.ternmq.api.spi.SaslPrep;
import io.ternmq.api.spi.ScramCredential;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fixed list of users.
 *
 * <pre>{@code
 * Broker broker = Broker.builder()
 *         .name("app")
 *         .authenticator(Users.of(Map.of("ann", passwordOfAnn)).withRoles(Map.of("ann", Set.of("clerk"))))
 *         .start();
 * }</pre>
 *
 * <p>Keeps salted hashes (PBKDF2 with HMAC-SHA-256) and no password. A wrong password takes as long as an unknown user,
 * so that the time tells nobody which names exist. Programs in the broker's own process that give no user name are let
 * in, unless {@link #withoutAnonymous()} is asked for. Immutable; any thread may use it. {@link PasswordFile} keeps
 * users in a file.
 */
public final class Users implements Authenticator {

    /** Rounds of hashing unless told otherwise; made anew for each connection, and meant to be slow. */
    public static final int DEFAULT_ITERATIONS = ScramCredential.DEFAULT_ITERATIONS;

    private static final int SALT_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final Map<String, ScramCredential> users;
    private final Map<String, Set<String>> roles;
    private final int iterations;
    private final byte[] secret;
    private final boolean anonymous;

    private Users(
            Map<String, ScramCredential> users,
            Map<String, Set<String>> roles,
            int iterations,
            byte[] secret,
            boolean anonymous) {
        this.users = users;
        this.roles = roles;
        this.iterations = iterations;
        this.secret = secret;
        this.anonymous = anonymous;
    }

    /**
     * A list of users with the default number of iterations.
     *
     * @param passwords passwords by user name; not kept
     * @return the list
     * @throws IllegalArgumentException when a name is blank or kept for others, or a name or password has characters
     *     that are not allowed
     */
    public static Users of(Map<String, String> passwords) {
        return of(passwords, DEFAULT_ITERATIONS);
    }

    /**
     * A list of users.
     *
     * @param passwords  passwords by user name; not kept
     * @param iterations rounds of hashing, 1 or more: many to make guessing expensive should the memory of the process
     *                   fall into wrong hands, few for tests; with fewer than {@link ScramCredential#LEAST_ITERATIONS},
     *                   clients behind a network can use {@code PLAIN} only
     * @return the list
     * @throws IllegalArgumentException when a name is blank or kept for others, a name or password has characters that
     *     are not allowed, or the number is out of range
     */
    public static Users of(Map<String, String> passwords, int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be 1 or more, but is " + iterations);
        }
        SecureRandom random = new SecureRandom();
        Map<String, ScramCredential> hashed = new HashMap<>();
        passwords.forEach((user, password) -> {
            if (user.isBlank()) {
                throw new IllegalArgumentException("A user needs a name that is not blank");
            }
            Names.requireNotAnonymous(user);
            char[] characters = Objects.requireNonNull(password, user).toCharArray();
            hashed.put(
                    SaslPrep.prepare(user).toString(),
                    ScramCredential.of(characters, bytes(random, SALT_BYTES), iterations));
        });
        return new Users(Map.copyOf(hashed), Map.of(), iterations, bytes(random, SECRET_BYTES), true);
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * The same users with roles.
     *
     * @param newRoles roles by user name; users who are not in it have none
     * @return such a list
     * @throws IllegalArgumentException when it names somebody who is not in the list
     */
    public Users withRoles(Map<String, Set<String>> newRoles) {
        Map<String, Set<String>> kept = new HashMap<>();
        newRoles.forEach((user, of) -> {
            String name = SaslPrep.prepare(user).toString();
            if (!users.containsKey(name)) {
                throw new IllegalArgumentException("There is no user '" + user + "' to give roles to");
            }
            kept.put(name, Set.copyOf(of));
        });
        return new Users(users, Map.copyOf(kept), iterations, secret, anonymous);
    }

    /**
     * The same users, and nobody else: programs in the broker's own process have to give a name as well.
     *
     * @return such a list
     */
    public Users withoutAnonymous() {
        return new Users(users, roles, iterations, secret, false);
    }

    @Override
    public Optional<String> authenticate(String user, char[] password, Peer peer) {
        String name = Names.prepared(user);
        ScramCredential known = users.get(name);
        boolean matches = credentialOf(name).matches(password);
        return known != null && matches ? Optional.of(name) : Optional.empty();
    }

    @Override
    public Optional<String> authenticateAnonymous(Peer peer) {
        return anonymous ? Authenticator.super.authenticateAnonymous(peer) : Optional.empty();
    }

    @Override
    public Optional<ScramCredential> credential(String user) {
        return Optional.of(credentialOf(Names.prepared(user)));
    }

    private ScramCredential credentialOf(String name) {
        ScramCredential known = users.get(name);
        return known == null ? ScramCredential.decoy(name, secret, iterations) : known;
    }

    @Override
    public Set<String> roles(String identity) {
        return roles.getOrDefault(identity, Set.of());
    }

    @Override
    public Set<String> mechanisms() {
        return iterations < ScramCredential.LEAST_ITERATIONS ? Set.of("PLAIN") : Set.of("PLAIN", "SCRAM-SHA-256");
    }

    /** How many there are, and nothing about them. */
    @Override
    public String toString() {
        return "Users[" + users.size() + ']';
    }
}
