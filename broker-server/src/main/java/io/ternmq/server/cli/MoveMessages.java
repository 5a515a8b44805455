// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code move}: brings messages to a queue. */
final class MoveMessages extends NamedCommand {

    @Parameters(index = "1", paramLabel = "TARGET", description = "Name of the queue they go to.")
    private String target = "";

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    MoveMessages(Shell shell, Resource resource) {
        super(shell, resource);
    }

    @Override
    public Integer call() throws IOException {
        JsonObject wish = Json.createObjectBuilder(selection.wish()).add("target", target).build();
        JsonObject reply = client().change("POST", path("move"), wish);
        String moved = Cells.messages(reply.getJsonNumber("moved").longValue());
        report(reply, "Moved " + moved + " from " + shown() + " to queue " + target + '.');
        return ExitCode.OK;
    }
}
