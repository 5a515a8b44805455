// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a password so that SCRAM-SHA-256 can be checked with it, RFC 5802 and RFC 7677: it takes guessing to
 * get from it to the password, and with it alone nobody can log in. Immutable; any thread may use it.
 */
public final class ScramCredential {

    /** Rounds of hashing unless told otherwise; made by the client for each connection, and meant to be slow. */
    public static final int DEFAULT_ITERATIONS = 100_000;

    /** Fewest rounds that clients take part in. */
    public static final int LEAST_ITERATIONS = 4_096;

    /** Most rounds that clients take part in. */
    public static final int MOST_ITERATIONS = 10_000_000;

    private static final String DERIVATION = "PBKDF2WithHmacSHA256";
    private static final String HMAC = "HmacSHA256";
    private static final String DIGEST = "SHA-256";
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * A credential that has been kept somewhere.
     *
     * @param salt       the salt, not empty
     * @param iterations rounds of hashing, 1 or more
     * @param storedKey  checks the client; 32 bytes
     * @param serverKey  shows the client that the broker knows the user; 32 bytes
     * @throws IllegalArgumentException when a part has another length or the number is out of range
     */
    public ScramCredential(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        if (salt.length == 0 || storedKey.length != KEY_BYTES || serverKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("needs a salt and two keys of " + KEY_BYTES + " bytes");
        }
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations must be from 1 to " + MOST_ITERATIONS + ", but is " + iterations);
        }
        this.salt = salt.clone();
        this.iterations = iterations;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /**
     * Hashes a password.
     *
     * @param password   the password, not kept
     * @param salt       random bytes, different ones for each password
     * @param iterations rounds of hashing, 1 or more
     * @return what is kept of it
     * @throws IllegalArgumentException when the password has characters that are not allowed, or the number is out of
     *     range
     */
    public static ScramCredential of(char[] password, byte[] salt, int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be 1 or more, but is " + iterations);
        }
        byte[] salted = salted(password, salt, iterations);
        try {
            byte[] clientKey = hmac(salted, "Client Key");
            return new ScramCredential(salt, iterations, digest(clientKey), hmac(salted, "Server Key"));
        } finally {
            Arrays.fill(salted, (byte) 0);
        }
    }

    /**
     * What a user who does not exist shows, so that nobody can tell who exists: the same for the same name as long as
     * the secret is the same. No password matches it.
     *
     * @param user       the name
     * @param secret     known to nobody else
     * @param iterations rounds of hashing that users who exist have
     * @return a credential
     */
    public static ScramCredential decoy(String user, byte[] secret, int iterations) {
        byte[] salt = Arrays.copyOf(hmac(secret, "salt " + user), SALT_BYTES);
        return new ScramCredential(salt, iterations, hmac(secret, "stored " + user), hmac(secret, "server " + user));
    }

    /**
     * Checks a password as such, in a time that does not depend on how wrong it is.
     *
     * @param password the password, not kept
     * @return whether it is the one
     */
    public boolean matches(char[] password) {
        try {
            return MessageDigest.isEqual(storedKey, of(password, salt, iterations).storedKey);
        } catch (IllegalArgumentException e) {
            return false; // a text that cannot be a password
        }
    }

    /**
     * Random bytes that went into the hash.
     *
     * @return a copy
     */
    public byte[] salt() {
        return salt.clone();
    }

    /**
     * Rounds of hashing.
     *
     * @return the number
     */
    public int iterations() {
        return iterations;
    }

    /**
     * The key that checks the client.
     *
     * @return a copy
     */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /**
     * The key that shows the client that the broker knows the user.
     *
     * @return a copy
     */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** Says nothing about the password. */
    @Override
    public String toString() {
        return "ScramCredential[iterations=" + iterations + ']';
    }

    private static byte[] salted(char[] password, byte[] salt, int iterations) {
        CharSequence prepared = SaslPrep.prepare(CharBuffer.wrap(password));
        char[] chars = new char[prepared.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = prepared.charAt(i);
        }
        PBEKeySpec spec = new PBEKeySpec(chars, salt, iterations, KEY_BYTES * Byte.SIZE);
        Arrays.fill(chars, '\0');
        try {
            return SecretKeyFactory.getInstance(DERIVATION).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + DERIVATION, e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + HMAC, e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(DIGEST).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + DIGEST, e);
        }
    }
}
