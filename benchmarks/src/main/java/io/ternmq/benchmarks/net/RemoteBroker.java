// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own. System property {@code broker.options} has further options for its virtual machine,
 * with blanks between them.
 */
final class RemoteBroker implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final BufferedReader said;
    private final String uri;

    private RemoteBroker(Process process) throws IOException {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.uri = hear();
    }

    /**
     * Starts one.
     *
     * @param arguments the arguments of {@link BrokerProcess}
     */
    static RemoteBroker start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        for (String option : System.getProperty("broker.options", "").split(" ", -1)) {
            if (!option.isBlank()) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BrokerProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new RemoteBroker(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Where it listens. */
    String uri() {
        return uri;
    }

    /** What it takes up now. */
    Footprint footprint() throws IOException {
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
        return Footprint.parse(hear());
    }

    /** What the virtual machine says by itself is passed over. */
    private String hear() throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(BrokerProcess.MARK)) {
                return line.substring(BrokerProcess.MARK.length());
            }
        }
        throw new IOException("The broker has ended");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
