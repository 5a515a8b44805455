// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have that ask a broker over its HTTP port. */
@Command
abstract class ManagementCommand extends ShellCommand {

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Mixin
    private final ManagementOptions management = new ManagementOptions();

    ManagementCommand(Shell shell) {
        super(shell);
    }

    final boolean isJson() {
        return json;
    }

    final ManagementClient client() throws IOException {
        return ManagementClient.of(shell(), management.url(), management.credentials());
    }

    /** Says what was done: as JSON what the broker said, or a sentence. */
    final void report(JsonObject reply, String sentence) throws IOException {
        shell().print(json ? reply.toString() : sentence);
    }
}
