// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, put together. */
@Command(
        name = "tern",
        description = "Runs a TernMQ broker, and talks to one.",
        footer = {
            "Examples:",
            "  tern run                                  start a broker here",
            "  tern send orders 'two of the blue ones'   put a message into the queue \"orders\"",
            "  tern receive orders                       take it out again",
            "",
            "Exit codes: 0 well, 1 failed, 2 command line not understood, 3 nothing (or too little) arrived in time.",
            "",
            "Environment: TERN_BROKER is the default of --broker, TERN_USER that of --user; TERN_PASSWORD is the"
                    + " password.",
            "",
            "tern COMMAND --help says more about a command, with examples."
        })
final class CommandTree implements Runnable {

    private static final int WIDTH = 110;
    private static final int LONGEST_OPTION = 32;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Print this text.")
    private boolean helpWanted;

    @Spec
    private @Nullable CommandSpec spec;

    private CommandTree() {}

    /** The command line over these surroundings. */
    static CommandLine of(Shell shell) {
        CommandLine line = new CommandLine(new CommandTree())
                .addSubcommand(new RunCommand(shell))
                .addSubcommand(new SendCommand(shell))
                .addSubcommand(new ReceiveCommand(shell))
                .addSubcommand(new BrowseCommand(shell));
        new ManagementTree(shell).groups().forEach(line::addSubcommand);
        line.addSubcommand(new BenchCommand(shell))
                .addSubcommand(UserCommand.of(shell))
                .addSubcommand(passOn(new StoreDelegate(shell)))
                .addSubcommand(passOn(new DemoDelegate(shell)))
                .addSubcommand(new CompletionCommand(shell))
                .addSubcommand(new VersionCommand(shell));
        Troubles troubles = new Troubles(shell);
        line.registerConverter(Duration.class, new DurationConverter());
        line.setParameterExceptionHandler(troubles::misunderstood);
        line.setExecutionExceptionHandler(troubles::failed);
        line.setOut(new PrintWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8), true));
        line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.terminal() ? Ansi.AUTO : Ansi.OFF));
        layOut(line);
        return line;
    }

    /** A command that reads its arguments itself, options included. */
    private static CommandLine passOn(Object command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true).setStopAtPositional(true);
    }

    private static void layOut(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.width(WIDTH);
        usage.sortOptions(false);
        usage.abbreviateSynopsis(true);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%n");
        usage.longOptionsMaxWidth(LONGEST_OPTION);
        line.getSubcommands().values().forEach(CommandTree::layOut);
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        if (!helpWanted && spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do: " + String.join(", ",
                    spec.subcommands().keySet()));
        }
    }
}
