// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** An unpacked distribution, and a working folder that is none of its own. */
final class Installation {

    private static final String ARCHIVE = "ternmq.distribution.archive";
    private static final String REQUIRED = "ternmq.distribution";
    private static final long PATIENCE_SECONDS = 60;

    private final Path home;
    private final Path work;

    private Installation(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /** What a command left behind. */
    record Outcome(int exitCode, String out, String err) {}

    /** Unpacks the archive; skips the test where the build has not made one, or fails it when there has to be one. */
    static Installation unpack(Path folder) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty(ARCHIVE, "(not named by -D" + ARCHIVE + ")")).normalize();
        if (!Files.isRegularFile(archive)) {
            String message = "There is no distribution " + archive
                    + ": it is made when broker-server is packaged, as in 'mvn verify'";
            if ("required".equals(System.getProperty(REQUIRED))) {
                throw new AssertionError(message + "; and it is required by -D" + REQUIRED);
            }
            throw new TestAbortedException(message);
        }
        // A name with a blank, as people have them.
        Path empty = Files.createDirectory(folder.resolve("my broker"));
        Path work = Files.createDirectory(folder.resolve("elsewhere"));
        Outcome unpacked = run(work, Map.of(), List.of("tar", "-xzf", archive.toString(), "-C", empty.toString()));
        if (unpacked.exitCode() != 0) {
            throw new AssertionError("tar does not unpack " + archive + ": " + unpacked);
        }
        try (Stream<Path> tops = Files.list(empty)) {
            List<Path> all = tops.toList();
            if (all.size() != 1) {
                throw new AssertionError("The archive is to have one folder at its top: " + all);
            }
            return new Installation(all.get(0), work);
        }
    }

    Path home() {
        return home;
    }

    Path work() {
        return work;
    }

    Path program() {
        return home.resolve("bin").resolve("tern");
    }

    /** Runs a command of {@code tern} to its end. */
    Outcome tern(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(List.of(arguments));
        return run(work, Map.of(), command);
    }

    /** Starts a broker with the configuration that is shipped; only the ports are any that are free. */
    RunningBroker startBroker() throws IOException, InterruptedException {
        ProcessBuilder builder = prepare(
                work,
                Map.of("TERN_ACCEPTORS_0__PORT", "0", "TERN_HTTP_PORT", "0"),
                List.of(program().toString(), "run"));
        return new RunningBroker(builder.redirectErrorStream(true).start());
    }

    static Outcome run(Path work, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Path notes = Files.createDirectories(work.resolveSibling("notes"));
        Path in = Files.createTempFile(notes, "in", ".txt");
        Path out = Files.createTempFile(notes, "out", ".txt");
        Path err = Files.createTempFile(notes, "err", ".txt");
        Process process = prepare(work, variables, command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " does not end; so far: " + Files.readString(out));
            }
            return new Outcome(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Nothing of this machine takes part but its Java. */
    private static ProcessBuilder prepare(Path work, Map<String, String> variables, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TERN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return builder;
    }
}
