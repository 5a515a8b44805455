// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tern dlq export}: prints dead letters and leaves them where they are. */
final class ExportDeadLetters extends NamedCommand {

    private static final int PART = 500;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write into a new file.")
    private @Nullable Path output;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    ExportDeadLetters(Shell shell) {
        super(shell, Resource.DEAD_LETTERS);
    }

    @Override
    public Integer call() throws IOException {
        ManagementClient client = client();
        if (output == null) {
            export(client, shell().out());
            return ExitCode.OK;
        }
        long written;
        try (OutputStream file = Files.newOutputStream(output, StandardOpenOption.CREATE_NEW)) {
            written = export(client, file);
        }
        shell().remark("Wrote " + Cells.messages(written) + " to " + output + '.');
        return ExitCode.OK;
    }

    private long export(ManagementClient client, OutputStream out) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        selection.selector().ifPresent(text -> parameters.put("selector", text));
        long left = selection.limit();
        long written = 0;
        String next = "0";
        while (next != null && left > 0) {
            parameters.put("position", next);
            parameters.put("limit", Long.toString(Math.min(PART, left)));
            HttpResponse<String> part = client.getText(path("export"), parameters);
            out.write(part.body().getBytes(StandardCharsets.UTF_8));
            long lines = part.body().chars().filter(unit -> unit == '\n').count();
            written += lines;
            left -= lines;
            next = part.headers().firstValue("Tern-Next").orElse(null);
        }
        out.flush();
        return written;
    }
}
