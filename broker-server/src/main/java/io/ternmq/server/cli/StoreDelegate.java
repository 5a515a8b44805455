// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.tool.StoreCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tern store}: hands everything on, {@code --help} included. */
@Command(
        name = "store",
        description = "Looks after what a broker keeps: verify, stat, dump, compact, export, import.",
        footer = {
            "Examples:",
            "  tern store stat data/store",
            "  tern store export data/store queue://orders orders.jsonl",
            "",
            "tern store --help says more."
        })
final class StoreDelegate implements Callable<Integer> {

    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", description = "A command for the store and what"
            + " belongs to it.")
    private List<String> arguments = new ArrayList<>();

    StoreDelegate(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(shell.out(), false, StandardCharsets.UTF_8);
        int status = new StoreCommand(shell.in(), out, shell.err()).run(List.copyOf(arguments));
        boolean lost = out.checkError();
        return lost && status == ExitCode.OK ? ExitCode.FAILURE : status;
    }
}
