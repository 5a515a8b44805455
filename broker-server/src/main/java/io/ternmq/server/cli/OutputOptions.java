// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How messages are shown, and where. */
final class OutputOptions {

    @Option(names = "--headers", description = "Show headers and properties in front of each body.")
    private boolean headers;

    @Option(
            names = "--json",
            description = "Write one JSON object a line, which send --ndjson sends again without loss.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description = "Append to a file; or, where it is a directory or ends with a slash, write each"
                    + " message into a new file of its own.")
    private @Nullable String output;

    /** Opens the place where messages go. */
    Place open(Shell shell) throws IOException {
        if (headers && json) {
            throw new UsageException("--headers goes without --json, which has the headers anyway");
        }
        MessageFormat format = json ? MessageFormat.JSON : headers ? MessageFormat.HEADERS : MessageFormat.BODY;
        if (output == null) {
            return new StreamPlace(shell.out(), format);
        }
        Path path = Path.of(output);
        return output.endsWith("/") || Files.isDirectory(path)
                ? DirectoryPlace.open(path, format) : FilePlace.open(path, format);
    }
}
