// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.ScramCredential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The content of a {@link PasswordFile}. Immutable.
 *
 * <pre>
 * # comment
 * !decoys:secret                                                  Base64; makes up the users who do not exist
 * name:role,role:SCRAM-SHA-256$iterations:salt$storedKey:serverKey   Base64
 * </pre>
 *
 * @param users  by name
 * @param secret makes up credentials of users who do not exist; kept in the file so that they stay the same
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record UserLines(Map<String, User> users, byte[] secret) {

    private static final String DECOYS = "!decoys:";
    private static final String SCHEME = "SCRAM-SHA-256";
    private static final int SECRET_BYTES = 32;
    private static final List<String> TITLE = List.of(
            "# Users of a TernMQ broker; 'tern user add' and 'tern user remove' change it.",
            "# name:role,role:hash");

    /**
     * One user.
     *
     * @param roles      the roles
     * @param credential the hash
     */
    record User(Set<String> roles, ScramCredential credential) {}

    UserLines {
        users = Collections.unmodifiableMap(new TreeMap<>(users));
    }

    static UserLines empty(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new UserLines(Map.of(), secret);
    }

    UserLines with(Map<String, User> others) {
        return new UserLines(others, secret);
    }

    /** What is known about a user, or looks like it. */
    ScramCredential credential(String name) {
        User user = users.get(name);
        return user == null
                ? ScramCredential.decoy(name, secret, usualIterations())
                : user.credential();
    }

    private int usualIterations() {
        return users.values().stream()
                .map(user -> user.credential().iterations())
                .findFirst()
                .orElse(ScramCredential.DEFAULT_ITERATIONS);
    }

    static void requireName(String name) {
        Names.requireNotAnonymous(name);
        boolean isLegal = !name.isBlank() && name.equals(name.strip()) && name.indexOf(':') < 0
                && name.charAt(0) != '#' && name.charAt(0) != '!';
        if (!isLegal) {
            throw new IllegalArgumentException("The user name '" + name
                    + "' must not be blank, contain a colon, or begin with #, ! or a space");
        }
    }

    static void requireRole(String role) {
        boolean isLegal = !role.isBlank() && role.equals(role.strip()) && role.indexOf(':') < 0
                && role.indexOf(',') < 0 && role.chars().noneMatch(Character::isISOControl) && !role.equals("*");
        if (!isLegal) {
            throw new IllegalArgumentException("The role '" + role
                    + "' must not be blank or *, contain a colon, a comma or a line break, or begin with a space");
        }
    }

    static UserLines read(Path path) {
        List<String> text;
        try {
            text = Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The file of users '" + path + "' cannot be read as a text file in UTF-8: " + e, e);
        }
        Map<String, User> users = new TreeMap<>();
        byte[] secret = new byte[0];
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            try {
                if (line.startsWith(DECOYS)) {
                    secret = Base64.getDecoder().decode(line.substring(DECOYS.length()));
                } else if (!line.isEmpty() && line.charAt(0) != '#') {
                    add(line, users);
                }
            } catch (IllegalArgumentException e) {
                throw new ProviderException(
                        ErrorCode.INVALID_SETTING,
                        "Line " + (i + 1) + " of the file of users '" + path + "' makes no sense: " + e.getMessage()
                                + "; write it with 'tern user add'");
            }
        }
        return new UserLines(users, secret.length > 0 ? secret : empty(new SecureRandom()).secret());
    }

    private static void add(String line, Map<String, User> users) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("it is not name:roles:hash");
        }
        requireName(parts[0]);
        Set<String> roles = parts[1].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[1].split(",", -1)).map(String::strip).collect(Collectors.toSet());
        roles.forEach(UserLines::requireRole);
        if (users.put(parts[0], new User(roles, parsed(parts[2]))) != null) {
            throw new IllegalArgumentException("user '" + parts[0] + "' is there twice");
        }
    }

    /** No message quotes the hash, as somebody may have written a password there. */
    private static ScramCredential parsed(String text) {
        String[] parts = text.split("[$:]", -1);
        if (parts.length != 5 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("the hash is not " + SCHEME + "$iterations:salt$storedKey:serverKey");
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            int iterations = Integer.parseInt(parts[1]);
            if (iterations < ScramCredential.LEAST_ITERATIONS) {
                throw new IllegalArgumentException("too few iterations");
            }
            return new ScramCredential(
                    base64.decode(parts[2]), iterations, base64.decode(parts[3]), base64.decode(parts[4]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a part of the hash is damaged, or its iterations are fewer than "
                    + ScramCredential.LEAST_ITERATIONS, e);
        }
    }

    /** Puts a new file in the place of the old one in one step, safe on the disk. */
    void write(Path path) throws IOException {
        StringBuilder text = new StringBuilder();
        TITLE.forEach(line -> text.append(line).append('\n'));
        text.append(DECOYS).append(Base64.getEncoder().encodeToString(secret)).append('\n');
        users.forEach((name, user) -> text.append(name).append(':')
                .append(String.join(",", new TreeSet<>(user.roles()))).append(':')
                .append(text(user.credential())).append('\n'));
        Path folder = path.toAbsolutePath().getParent();
        Path written = Files.createTempFile(folder, ".users", ".new", ownerOnly());
        try {
            Files.writeString(written, text, StandardCharsets.UTF_8,
                    StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static String text(ScramCredential credential) {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + '$' + credential.iterations() + ':' + base64.encodeToString(credential.salt())
                + '$' + base64.encodeToString(credential.storedKey())
                + ':' + base64.encodeToString(credential.serverKey());
    }

    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static boolean mayBeReadByOthers(Path path) {
        try {
            return isPosix() && Files.getPosixFilePermissions(path).stream().anyMatch(Set.of(
                    PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ)::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a file system without such permissions
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** How many, and nothing about them. */
    @Override
    public String toString() {
        return "UserLines[" + users.size() + ']';
    }
}
