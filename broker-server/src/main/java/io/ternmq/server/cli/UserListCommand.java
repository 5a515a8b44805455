// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.spi.Identity;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tern user list}. */
@Command(
        name = "list",
        description = "Prints the users and their roles; of passwords there is nothing to print.",
        footer = {"Examples:", "  tern user list", "  tern user list --json --file conf/users"})
final class UserListCommand extends ShellCommand {

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin
    private final UsersFileOptions users = new UsersFileOptions();

    UserListCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws IOException {
        for (Identity user : users.edit(shell()).users()) {
            String roles = String.join(", ", new TreeSet<>(user.roles()));
            shell().print(json ? line(user) : user.name() + (roles.isEmpty() ? "" : "  " + roles));
        }
        return ExitCode.OK;
    }

    private static String line(Identity user) {
        JsonArrayBuilder roles = Json.createArrayBuilder();
        new TreeSet<>(user.roles()).forEach(roles::add);
        return Json.createObjectBuilder().add("name", user.name()).add("roles", roles).build().toString();
    }
}
