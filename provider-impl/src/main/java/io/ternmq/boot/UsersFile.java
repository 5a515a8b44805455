// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.Users;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The users of brokers that nobody describes, because a {@code vm://} URI starts them: a properties file, named by a
 * system property, with one line {@code name=password} for each. What is wrong with it is an error and never an open
 * door. No message quotes a password.
 */
final class UsersFile {

    /** The system property that names the file. */
    static final String PROPERTY = "ternmq.users";

    private UsersFile() {}

    /**
     * Reads the file that the property names at this moment.
     *
     * @return its users, or null when the property is not set
     * @throws ProviderException with {@code INVALID_SETTING} when there is no such file, or it makes no sense
     */
    static @Nullable Users named() {
        String file = System.getProperty(PROPERTY);
        return file == null ? null : read(Path.of(file));
    }

    private static Users read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw malformed(file, "cannot be read as a properties file in UTF-8", e);
        }
        Map<String, String> passwords =
                lines.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), lines::getProperty));
        passwords.forEach((user, password) -> {
            if (user.isBlank() || password.isEmpty()) {
                throw malformed(file, "needs a password for user '" + user + "'", null);
            }
        });
        if (passwords.isEmpty()) {
            throw malformed(file, "names no user", null);
        }
        return Users.of(passwords);
    }

    private static ProviderException malformed(Path file, String why, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.INVALID_SETTING,
                "The file '" + file + "' that system property " + PROPERTY + " names " + why
                        + "; it has one line name=password for each user",
                cause);
    }
}
