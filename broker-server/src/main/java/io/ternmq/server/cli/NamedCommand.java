// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A management command about one thing. */
@Command
abstract class NamedCommand extends ManagementCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Which one; list shows what there is.")
    private String name = "";

    private final Resource resource;

    NamedCommand(Shell shell, Resource resource) {
        super(shell);
        this.resource = resource;
    }

    final String name() {
        return name;
    }

    /** The word for it in sentences. */
    final String shown() {
        return (resource == Resource.DEAD_LETTERS ? Resource.QUEUE.word() : resource.word()) + ' ' + name;
    }

    /** Its place in the interface, or one below. */
    final String path(String... below) {
        String[] parts = new String[below.length + 2];
        parts[0] = resource.collection();
        parts[1] = name;
        System.arraycopy(below, 0, parts, 2, below.length);
        return ManagementClient.path(parts);
    }
}
