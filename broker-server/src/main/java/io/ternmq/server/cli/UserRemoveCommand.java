// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tern user remove}. */
@Command(
        name = "remove",
        description = "Removes a user, who cannot log in any more; connections that are open stay.",
        footer = {"Example:", "  tern user remove ann --file conf/users"})
final class UserRemoveCommand extends ShellCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the user.")
    private String name = "";

    @Mixin
    private final UsersFileOptions users = new UsersFileOptions();

    UserRemoveCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws IOException {
        if (!users.edit(shell()).remove(name)) {
            shell().remark("tern user remove: There is no user " + name + " in " + users.path(shell())
                    + "; tern user list shows who there is.");
            return ExitCode.FAILURE;
        }
        shell().print("Removed " + name + " from " + users.path(shell()) + '.');
        return ExitCode.OK;
    }
}
