// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonObject;
import java.io.IOException;

/** {@code show}: everything about one thing. */
final class ShowResource extends NamedCommand {

    ShowResource(Shell shell, Resource resource) {
        super(shell, resource);
    }

    @Override
    public Integer call() throws IOException {
        JsonObject object = client().get(path());
        if (isJson()) {
            shell().print(object.toString());
            return ExitCode.OK;
        }
        for (String line : Table.of(object)) {
            shell().print(line);
        }
        return ExitCode.OK;
    }
}
