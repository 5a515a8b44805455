// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code purge}: removes messages for good. */
final class PurgeResource extends NamedCommand {

    @Option(
            names = {"-s", "--selector"},
            paramLabel = "SELECTOR",
            description = "Only messages that match, for example \"region = 'north'\".")
    private @Nullable String selector;

    @Mixin
    private final ConfirmOptions confirm = new ConfirmOptions();

    PurgeResource(Shell shell, Resource resource) {
        super(shell, resource);
    }

    @Override
    public Integer call() throws IOException {
        String which = selector == null ? "all messages" : "the messages with " + selector;
        if (!confirm.isMeant(shell(), "Remove " + which + " of " + shown() + " for good?")) {
            return ExitCode.FAILURE;
        }
        JsonObject wish = selector == null
                ? JsonValue.EMPTY_JSON_OBJECT
                : Json.createObjectBuilder().add("selector", selector).build();
        JsonObject reply = client().change("POST", path("purge"), wish);
        report(reply, "Removed " + Cells.messages(reply.getJsonNumber("purged").longValue()) + " of " + shown() + '.');
        return ExitCode.OK;
    }
}
