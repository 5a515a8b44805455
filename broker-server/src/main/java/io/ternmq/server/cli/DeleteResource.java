// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** {@code delete}, {@code close} for connections, {@code forget} for branches: ends something for good. */
final class DeleteResource extends NamedCommand {

    @Mixin
    private final ConfirmOptions confirm = new ConfirmOptions();

    private final String question;
    private final String done;

    /**
     * A command.
     *
     * @param question what people are asked before, in front of the name
     * @param done     what it is then
     */
    DeleteResource(Shell shell, Resource resource, String question, String done) {
        super(shell, resource);
        this.question = question;
        this.done = done;
    }

    @Override
    public Integer call() throws IOException {
        if (!confirm.isMeant(shell(), question + ' ' + shown() + '?')) {
            return ExitCode.FAILURE;
        }
        client().change("DELETE", path(), JsonValue.EMPTY_JSON_OBJECT);
        report(Json.createObjectBuilder().add("done", done).add("name", name()).build(), done + ' ' + shown() + '.');
        return ExitCode.OK;
    }
}
