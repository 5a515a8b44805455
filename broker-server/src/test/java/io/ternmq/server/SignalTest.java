// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** A real process that is told to stop as systemd and Kubernetes do it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalTest {

    @TempDir
    private Path folder;

    private @Nullable Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWithZeroOnTerm() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("tern.yaml"), String.join("\n",
                "store: file:" + folder.resolve("data"), "acceptors: [{port: 0}]", "http: {enabled: false}", ""));
        Process started = start(file);
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                if (line.contains("Ready in ")) {
                    started.toHandle().destroy(); // the process itself would close what it has still to say
                }
                line = reader.readLine();
            }
        }
        assertThat(started.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).as(() -> String.join("\n", lines)).isZero();
        assertThat(lines.get(lines.size() - 1)).endsWith("Stopped");
        assertThat(lines).anyMatch(each -> each.endsWith("Stopping: signal TERM"));
    }

    private Process start(Path file) throws IOException {
        Process started = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m", "-cp", System.getProperty("java.class.path"), RunProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        process = started;
        return started;
    }
}
