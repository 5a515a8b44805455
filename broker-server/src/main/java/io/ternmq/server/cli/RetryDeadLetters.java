// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** {@code tern dlq retry}: brings dead letters back to where they failed. */
final class RetryDeadLetters extends NamedCommand {

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    RetryDeadLetters(Shell shell) {
        super(shell, Resource.DEAD_LETTERS);
    }

    /** Fails when messages had to stay, after all others are back. */
    @Override
    public Integer call() throws IOException {
        JsonObject reply = client().change("POST", path("retry"), selection.wish());
        long kept = reply.getJsonNumber("kept").longValue();
        String retried = Cells.messages(reply.getJsonNumber("retried").longValue());
        report(reply, "Brought " + retried + " of " + shown() + " back to where it failed.");
        if (kept > 0 && !isJson()) {
            shell().remark("tern dlq retry: " + Cells.messages(kept) + (kept == 1 ? " stays:" : " stay:"));
            reply.getJsonArray("reasons").getValuesAs(JsonString.class)
                    .forEach(reason -> shell().remark("  " + Cells.text("", reason)));
        }
        return kept == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }
}
