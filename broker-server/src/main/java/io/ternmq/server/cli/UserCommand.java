// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tern user}: the commands around the file of users. */
@Command(
        name = "user",
        description = "Keeps the file of users: who may log in, with which roles. A running broker sees a"
                + " change at the next login.",
        footer = {
            "Examples:",
            "  tern user add ann --role clerk --file conf/users",
            "  tern user list --file conf/users",
            "  tern user remove ann --file conf/users"
        })
final class UserCommand extends ShellCommand {

    @Spec
    private @Nullable CommandSpec spec;

    private UserCommand(Shell shell) {
        super(shell);
    }

    /** The command with those below it. */
    static CommandLine of(Shell shell) {
        return new CommandLine(new UserCommand(shell))
                .addSubcommand(new UserAddCommand(shell))
                .addSubcommand(new UserRemoveCommand(shell))
                .addSubcommand(new UserListCommand(shell));
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do: add, remove, list");
        }
        return ExitCode.USAGE;
    }
}
