// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes beside the test's own. */
final class Commands {

    /** The Java that runs the tests. */
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final long PATIENCE_SECONDS = 120;

    private Commands() {}

    /** Runs a command to its end and fails when that is not a good one. */
    static void run(ProcessBuilder builder, Path log) throws IOException, InterruptedException {
        Process process = start(builder, log);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(builder.command() + " has not ended well. " + Folders.tail(log, 60));
            }
        } finally {
            end(process);
        }
    }

    /** Starts a process that writes to a file and does not outlive this one. */
    static Process start(ProcessBuilder builder, Path log) throws IOException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
        return process;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Kills a process and those that it has started, and waits until it is gone. */
    static void end(Process process) {
        kill(process);
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Process " + process.pid() + " cannot be killed.", e);
        }
    }
}
