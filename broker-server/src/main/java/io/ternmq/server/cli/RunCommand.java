// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.TernServer;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tern run}. */
@Command(
        name = "run",
        description = "Starts a broker and serves until it is told to stop (Ctrl-C, or the signal TERM).",
        footer = {
            "Examples:",
            "  tern run                       with tern.yaml of this folder or of the installation, or with"
                    + " every default",
            "  tern run --config site.yaml",
            "",
            "Without --config the file is the one that TERN_CONFIG names, ./tern.yaml, or conf/tern.yaml of the",
            "installation; without any, every setting has its default."
        })
final class RunCommand extends ShellCommand {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file.")
    private @Nullable Path configuration;

    RunCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(shell().out(), StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(shell().err(), true, StandardCharsets.UTF_8);
        return TernServer.run(configuration, isVerbose(), out, err);
    }
}
