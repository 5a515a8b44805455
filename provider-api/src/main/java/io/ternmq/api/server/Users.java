// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Peer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A fixed list of users.
 *
 * <pre>{@code
 * Broker broker = Broker.builder()
 *         .name("app")
 *         .authenticator(Users.of(Map.of("ann", passwordOfAnn)))
 *         .start();
 * }</pre>
 *
 * <p>Keeps salted PBKDF2 hashes (HMAC-SHA-256) and no password. A wrong password takes as long as an unknown user, so
 * that the time tells nobody which names exist. Programs in the broker's own process that give no user name are let in,
 * unless {@link #withoutAnonymous()} is asked for. Immutable; any thread may use it.
 */
public final class Users implements Authenticator {

    /** Rounds of hashing unless told otherwise; made anew for each connection, and meant to be slow. */
    public static final int DEFAULT_ITERATIONS = 100_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final Map<String, Hashed> users;
    private final Hashed nobody;
    private final boolean anonymous;

    private Users(Map<String, Hashed> users, Hashed nobody, boolean anonymous) {
        this.users = users;
        this.nobody = nobody;
        this.anonymous = anonymous;
    }

    /**
     * A list of users with the default number of iterations.
     *
     * @param passwords passwords by user name; not kept
     * @return the list
     * @throws IllegalArgumentException when a name is blank
     */
    public static Users of(Map<String, String> passwords) {
        return of(passwords, DEFAULT_ITERATIONS);
    }

    /**
     * A list of users.
     *
     * @param passwords  passwords by user name; not kept
     * @param iterations rounds of hashing, 1 or more: many to make guessing expensive should the memory of the process
     *                   fall into wrong hands, few for tests
     * @return the list
     * @throws IllegalArgumentException when a name is blank or the number is out of range
     */
    public static Users of(Map<String, String> passwords, int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be 1 or more, but is " + iterations);
        }
        SecureRandom random = new SecureRandom();
        Map<String, Hashed> hashed = new HashMap<>();
        passwords.forEach((user, password) -> {
            if (user.isBlank()) {
                throw new IllegalArgumentException("A user needs a name that is not blank");
            }
            hashed.put(user, hash(Objects.requireNonNull(password, user).toCharArray(), random, iterations));
        });
        return new Users(Map.copyOf(hashed), hash(new char[0], random, iterations), true);
    }

    /**
     * The same users, and nobody else: programs in the broker's own process have to give a name as well.
     *
     * @return such a list
     */
    public Users withoutAnonymous() {
        return new Users(users, nobody, false);
    }

    @Override
    public Optional<String> authenticate(String user, char[] password, Peer peer) {
        Hashed known = users.get(user);
        boolean matches = (known == null ? nobody : known).matches(password);
        return known != null && matches ? Optional.of(user) : Optional.empty();
    }

    @Override
    public Optional<String> authenticateAnonymous(Peer peer) {
        return anonymous ? Authenticator.super.authenticateAnonymous(peer) : Optional.empty();
    }

    /** How many there are, and nothing about them. */
    @Override
    public String toString() {
        return "Users[" + users.size() + ']';
    }

    private static Hashed hash(char[] password, SecureRandom random, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Hashed(salt, iterations, derive(password, salt, iterations));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    /** What is kept of a password. */
    private static final class Hashed {

        private final byte[] salt;
        private final int iterations;
        private final byte[] hash;

        Hashed(byte[] salt, int iterations, byte[] hash) {
            this.salt = salt;
            this.iterations = iterations;
            this.hash = hash;
        }

        boolean matches(char[] password) {
            return MessageDigest.isEqual(hash, derive(password, salt, iterations));
        }
    }
}
