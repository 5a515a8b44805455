// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** {@code list}: everything of one kind. */
final class ListResources extends ManagementCommand {

    private final Resource resource;

    ListResources(Shell shell, Resource resource) {
        super(shell);
        this.resource = resource;
    }

    @Override
    public Integer call() throws IOException {
        List<JsonObject> all = client().get(ManagementClient.path(resource.collection()))
                .getJsonArray(resource.member())
                .getValuesAs(JsonObject.class);
        List<String> lines = isJson()
                ? all.stream().map(JsonObject::toString).toList()
                : Table.of(all, resource.columns());
        for (String line : lines) {
            shell().print(line);
        }
        return ExitCode.OK;
    }
}
