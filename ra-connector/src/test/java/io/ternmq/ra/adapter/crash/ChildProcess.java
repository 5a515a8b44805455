// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process with the class path of the test, which does not outlive its deadline. Owned by one thread. */
final class ChildProcess implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;
    private static final String END = "\u0004";

    private final Process process;
    private final Path errors;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::read, "child-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static ChildProcess start(Path errors, Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-ea",
                "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ChildProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                        .start(),
                errors);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("the pipe broke: " + e);
        }
        lines.add(END);
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a line that contains a text. */
    String hear(String part) throws InterruptedException, IOException {
        while (true) {
            @Nullable String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError((line == null ? "Not said in time: " : "Ended without saying: ") + part
                        + "\nsaid: " + heard + '\n' + Files.readString(errors));
            }
            heard.add(line);
            if (line.contains(part)) {
                return line;
            }
        }
    }

    void tell(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("Has not ended in time; said: " + heard + lines + '\n' + Files.readString(errors));
        }
        return process.exitValue();
    }

    /** It is gone, and its files are free, when this returns. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    }
}
