// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page about the command line, made of what {@code --help} prints. */
final class CommandPage {

    static final String COMMAND =
            "mvn -pl broker-server -am test -Dtest=CommandPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dternmq.reference.write=true";

    private static final String HEAD = """
            <!-- SPDX-License-Identifier: Apache-2.0 -->
            <!-- Generated; do not edit. Write it again with:
                 %s -->

            # The command line

            `tern` runs a broker and talks to one. In a checkout it is `./tern`, in a release `bin/tern`. What it was
            asked for goes to the standard output, everything else to the standard error. With `--json`, the standard
            output is JSON.

            | exit code | meaning |
            |---|---|
            | 0 | all is well |
            | 1 | it failed; one sentence says why, with the [code of the error](errors.md) where there is one |
            | 2 | the command line is not understood, or makes no sense |
            | 3 | nothing, or less than asked for, arrived in time |

            A password is never shown and should not be an argument: `--password-file`, the variable `TERN_PASSWORD`, or
            the question at the terminal keep it out of the list of processes.
            """.formatted(COMMAND);

    private CommandPage() {}

    /** The program itself and every command. */
    static List<CommandLine> commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(
                InputStream.nullInputStream(), nowhere, nowhere, Map.of(), question -> Optional.empty(), false);
        List<CommandLine> all = new ArrayList<>();
        collect(CommandTree.of(shell), all);
        return all;
    }

    /** The names that lead to a command, beginning with the program's. */
    static List<String> path(CommandLine command) {
        return List.of(command.getCommandSpec().qualifiedName().split(" ", -1));
    }

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName();
            page.append("\n## ").append(name).append("\n\n```\n");
            command.getUsageMessage(Ansi.OFF).lines().map(String::stripTrailing)
                    .forEach(line -> page.append(line).append('\n'));
            page.append("```\n");
        }
        return page.toString();
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(each -> collect(each, all));
    }
}
