// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have: their surroundings, {@code --help} and {@code --verbose}. A command runs once. */
abstract class ShellCommand implements Callable<Integer> {

    static final String VERBOSE = "--verbose";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Print this text.")
    private boolean helpWanted;

    @Option(names = VERBOSE, description = "Add the stack trace to an error.")
    private boolean verbose;

    private final Shell shell;

    ShellCommand(Shell shell) {
        this.shell = shell;
    }

    final Shell shell() {
        return shell;
    }

    /** Whether people want to know everything about a failure; help was printed before anything runs. */
    final boolean isVerbose() {
        return verbose && !helpWanted;
    }
}
