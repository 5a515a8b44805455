// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.api.spi.SaslPrep;
import io.ternmq.api.spi.ScramCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Users in a file, one line for each: {@code name:role,role:hash}. The hash is what SCRAM-SHA-256 needs, salted; there
 * is no password in it. {@code tern user} writes it, and a running broker sees a change at the next login. A change
 * that makes no sense is logged, and the users from before stay.
 *
 * <p>Each change replaces the file as a whole, readable and writable by its owner alone, so that nobody sees half of
 * one. Two processes must not change it at the same moment. Any thread may use an object.
 */
public final class PasswordFile implements Authenticator {

    private static final System.Logger LOG = System.getLogger(PasswordFile.class.getName());
    private static final int SALT_BYTES = 16;

    private final Path path;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();
    private UserLines lines;
    private @Nullable Stamp stamp;

    private PasswordFile(Path path, int iterations, UserLines lines, @Nullable Stamp stamp) {
        this.path = path;
        this.iterations = iterations;
        this.lines = lines;
        this.stamp = stamp;
    }

    /**
     * Opens a file that exists, for a broker.
     *
     * @param path the file
     * @return its users
     * @throws ProviderException with {@code INVALID_SETTING} when it cannot be read, makes no sense or names nobody
     */
    public static PasswordFile open(Path path) {
        Stamp stamp = stampOf(path);
        UserLines lines = UserLines.read(path);
        if (lines.users().isEmpty()) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The file of users '" + path + "' names no user: add one with 'tern user add'");
        }
        warnWhenOthersMayRead(path);
        return new PasswordFile(path, ScramCredential.DEFAULT_ITERATIONS, lines, stamp);
    }

    /**
     * Opens a file for changes; it is made with the first user when it does not exist.
     *
     * @param path       the file
     * @param iterations rounds of hashing for passwords that are set, {@link ScramCredential#LEAST_ITERATIONS} or more
     * @return its users
     * @throws ProviderException with {@code INVALID_SETTING} when it exists and cannot be read or makes no sense
     */
    public static PasswordFile edit(Path path, int iterations) {
        if (iterations < ScramCredential.LEAST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations must be " + ScramCredential.LEAST_ITERATIONS + " or more, but is " + iterations);
        }
        if (!Files.exists(path)) {
            return new PasswordFile(path, iterations, UserLines.empty(new SecureRandom()), null);
        }
        Stamp stamp = stampOf(path);
        return new PasswordFile(path, iterations, UserLines.read(path), stamp);
    }

    /**
     * Adds a user, or gives one a new password and new roles.
     *
     * @param user     the name
     * @param password the password, not kept; the caller wipes it
     * @param roles    the roles, perhaps none
     * @return whether the user is a new one
     * @throws IllegalArgumentException when name, password or a role is not a legal one; the message quotes no password
     * @throws ProviderException        with {@code INVALID_SETTING} when the file cannot be written
     */
    public synchronized boolean add(String user, char[] password, Set<String> roles) {
        if (password.length == 0) {
            throw new IllegalArgumentException("A user needs a password that is not empty");
        }
        String name = SaslPrep.prepare(user).toString();
        UserLines.requireName(name);
        roles.forEach(UserLines::requireRole);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ScramCredential credential = ScramCredential.of(password, salt, iterations);
        refresh();
        Map<String, UserLines.User> changed = new TreeMap<>(lines.users());
        boolean isNew = changed.put(name, new UserLines.User(Set.copyOf(roles), credential)) == null;
        write(changed);
        return isNew;
    }

    /**
     * Removes a user. Connections that the user has stay open.
     *
     * @param user the name
     * @return whether there was such a user
     * @throws ProviderException with {@code INVALID_SETTING} when the file cannot be written
     */
    public synchronized boolean remove(String user) {
        refresh();
        Map<String, UserLines.User> changed = new TreeMap<>(lines.users());
        if (changed.remove(Names.prepared(user)) == null) {
            return false;
        }
        write(changed);
        return true;
    }

    /**
     * Lists the users with their roles, by name.
     *
     * @return a list that does not change
     */
    public List<Identity> users() {
        List<Identity> users = new ArrayList<>();
        current().users().forEach((name, user) -> users.add(new Identity(name, user.roles())));
        return List.copyOf(users);
    }

    @Override
    public Optional<String> authenticate(String user, char[] password, Peer peer) {
        String name = Names.prepared(user);
        UserLines now = current();
        boolean matches = now.credential(name).matches(password);
        return matches && now.users().containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    @Override
    public Optional<ScramCredential> credential(String user) {
        return Optional.of(current().credential(Names.prepared(user)));
    }

    @Override
    public Set<String> roles(String identity) {
        UserLines.User user = current().users().get(identity);
        return user == null ? Set.of() : user.roles();
    }

    @Override
    public Set<String> mechanisms() {
        return Set.of("PLAIN", "SCRAM-SHA-256");
    }

    /** Where it is and how many there are. */
    @Override
    public String toString() {
        return "PasswordFile[" + path + ']';
    }

    private synchronized UserLines current() {
        try {
            refresh();
        } catch (ProviderException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage() + ". The users from before stay.");
        }
        return lines;
    }

    /** Reads the file again when it is not the one that was read. What makes no sense is complained about once. */
    private void refresh() {
        Stamp now = Files.exists(path) || stamp != null ? stampOf(path) : null;
        if (now != null && !now.equals(stamp)) {
            stamp = now;
            lines = UserLines.read(path);
        }
    }

    private void write(Map<String, UserLines.User> users) {
        lines = lines.with(users);
        try {
            lines.write(path);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "The file of users '" + path + "' cannot be written: " + e, e);
        }
        stamp = stampOf(path);
    }

    private static Stamp stampOf(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime().toMillis(), found.size(), String.valueOf(found.fileKey()));
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "The file of users '" + path + "' cannot be read: " + e, e);
        }
    }

    private static void warnWhenOthersMayRead(Path path) {
        if (UserLines.mayBeReadByOthers(path)) {
            LOG.log(System.Logger.Level.WARNING, () -> "The file of users '" + path
                    + "' may be read by others than its owner; 'chmod 600' keeps its hashes from being guessed at");
        }
    }

    /** Tells one state of a file from another one. */
    private record Stamp(long modifiedMillis, long size, String file) {}
}
