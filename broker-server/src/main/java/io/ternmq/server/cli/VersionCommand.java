// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tern version}. */
@Command(
        name = "version",
        description = "Prints the version of TernMQ and of Java.",
        footer = {"Examples:", "  tern version", "  tern version --json"})
final class VersionCommand extends ShellCommand {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    VersionCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws IOException {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        String java = System.getProperty("java.version", "unknown");
        shell().print(json
                ? Json.createObjectBuilder().add("version", version).add("java", java).build().toString()
                : "TernMQ " + version + " on Java " + java);
        return ExitCode.OK;
    }
}
