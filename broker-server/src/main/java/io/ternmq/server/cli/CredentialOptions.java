// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who is asking. The password comes from the first of these that there is: {@code --password}, {@code
 * --password-file}, the environment, the terminal.
 */
final class CredentialOptions {

    static final String USER_VARIABLE = "TERN_USER";
    static final String PASSWORD_VARIABLE = "TERN_PASSWORD";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Who is asking. Default: TERN_USER, else nobody. The password is asked for at a"
                    + " terminal, unless a file or TERN_PASSWORD has it.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The password itself, which everybody on this machine can see; for tests.")
    private @Nullable String password;

    /** Asked for once, however many connections there are. */
    private Optional<String> known = Optional.empty();

    private boolean asked;

    /** The name, if one was given. */
    Optional<String> user(Shell shell) {
        return user == null ? shell.variable(USER_VARIABLE) : Optional.of(user);
    }

    /** The password, if there is one. */
    Optional<String> password(Shell shell) throws IOException {
        if (!asked) {
            known = find(shell);
            asked = true;
        }
        return known;
    }

    private Optional<String> find(Shell shell) throws IOException {
        if (password != null) {
            shell.remark("tern: a password on the command line can be seen by every user of this machine and stays in"
                    + " the history of the shell; use --password-file or " + PASSWORD_VARIABLE + '.');
            return Optional.of(password);
        }
        if (passwordFile != null) {
            return Optional.of(firstLine(passwordFile));
        }
        Optional<String> set = shell.variable(PASSWORD_VARIABLE);
        Optional<String> name = user(shell);
        return set.isPresent() || name.isEmpty() ? set : shell.prompt().ask("Password of " + name.get() + ": ");
    }

    /** The first line of a file with a password. */
    static String firstLine(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().findFirst()
                .orElseThrow(() -> new UsageException("The password file " + file + " is empty"));
    }
}
