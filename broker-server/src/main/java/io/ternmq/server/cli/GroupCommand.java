// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others, such as {@code tern queue}. */
@Command
final class GroupCommand extends ShellCommand {

    @Spec
    private @Nullable CommandSpec spec;

    GroupCommand(Shell shell) {
        super(shell);
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
        }
        return ExitCode.USAGE;
    }
}
