// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tern user add}. */
@Command(
        name = "add",
        description = "Adds a user, or gives one a new password and new roles.",
        footer = {
            "Examples:",
            "  tern user add ann --role clerk --role auditor       the password is asked for, twice",
            "  tern user add robot --password-file secret.txt --file conf/users"
        })
final class UserAddCommand extends ShellCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the user.")
    private String name = "";

    @Option(names = {"-r", "--role"}, paramLabel = "ROLE", description = "A role; may be given several times.")
    private Set<String> roles = new LinkedHashSet<>();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password. Default: TERN_PASSWORD, else it is asked for.")
    private @Nullable Path passwordFile;

    @Mixin
    private final UsersFileOptions users = new UsersFileOptions();

    UserAddCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws IOException {
        char[] password = password().toCharArray();
        try {
            boolean isNew = users.edit(shell()).add(name, password, roles);
            shell().print((isNew ? "Added " : "Changed ") + name + " in " + users.path(shell()) + '.');
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(password, '\0');
        }
        return ExitCode.OK;
    }

    private String password() throws IOException {
        if (passwordFile != null) {
            return CredentialOptions.firstLine(passwordFile);
        }
        Optional<String> set = shell().variable(CredentialOptions.PASSWORD_VARIABLE);
        return set.isPresent() ? set.get() : asked();
    }

    private String asked() {
        String first = shell().prompt().ask("Password for " + name + ": ").orElseThrow(() -> new UsageException(
                "There is no terminal to ask for the password; use --password-file or TERN_PASSWORD"));
        if (shell().prompt().ask("Once more: ").filter(first::equals).isEmpty()) {
            throw new UsageException("The two passwords differ; nothing was changed");
        }
        return first;
    }
}
