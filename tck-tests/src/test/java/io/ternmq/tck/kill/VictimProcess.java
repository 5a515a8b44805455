// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A victim as a process. Owned by the thread that made it; a thread of its own reads what it says. */
public final class VictimProcess implements AutoCloseable {

    /** Stands for the end of what it says. */
    public static final String END = "";

    private static final long DUMP_SECONDS = 2;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean ended;

    private VictimProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "victim-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a victim with this program's class path.
     *
     * @param errors    where what it writes to its standard error goes
     * @param program   the class that has the main method
     * @param arguments those of its main method
     */
    public static VictimProcess start(Path errors, Class<?> program, List<String> arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-ea",
                "-Dderby.stream.error.file=" + errors.resolveSibling("derby.log"),
                "-cp", System.getProperty("java.class.path"), program.getName());
        builder.command().addAll(arguments);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        return new VictimProcess(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            lines.add(END);
        } catch (IOException e) {
            lines.add(Verb.TROUBLE + " the pipe broke: " + e);
            lines.add(END);
        }
    }

    /**
     * What it says next; null when it says nothing for that long; {@link #END}, again and again, after the last line.
     */
    public @Nullable String next(long nanos) throws InterruptedException {
        if (ended) {
            return END;
        }
        String line = lines.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        ended = END.equals(line);
        return line;
    }

    /** Tells it something; it may be dead. */
    void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException expected) {
            // It will turn out soon that it does not answer.
        }
    }

    /** Kills it as the system does: it has no say in this. What it has said before is still to be heard. */
    public void kill() {
        // Not by Process.destroyForcibly, which closes the pipe and loses what is in it.
        if (!process.toHandle().destroyForcibly()) {
            lines.add(Verb.TROUBLE + " the victim cannot be killed");
        }
    }

    /** Has it write what its threads are doing, among its lines. */
    void askForDump() throws IOException, InterruptedException {
        Process signal = new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .redirectErrorStream(true).start();
        try {
            if (!signal.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
                lines.add("no dump");
            }
        } finally {
            signal.destroyForcibly();
        }
    }

    /** It is gone, and its files are free, when this returns. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }
}
