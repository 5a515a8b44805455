// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/tern run} in the foreground. For one thread; a thread of its own reads what it says. */
final class RunningBroker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern ADDRESS = Pattern.compile("Listening on ((\\w+)://[\\w.:]+)");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    /** Takes a process that has just begun, and waits until it says that it is ready. */
    RunningBroker(Process process) throws InterruptedException {
        this.process = process;
        Thread reader = new Thread(this::read, "broker-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            awaitLine("Ready in ");
        } catch (InterruptedException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("the pipe broke: " + e);
        }
    }

    private void awaitLine(String part) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (String line = ""; !line.contains(part); heard.add(line)) {
            line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("The broker does not say '" + part + "' but " + heard);
            }
        }
    }

    /** Where it listens for a protocol, as it says itself. */
    String address(String scheme) {
        return heard.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .filter(found -> found.group(2).equals(scheme))
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("It does not listen for " + scheme + ": " + heard));
    }

    /** Has it end as an operator or a service does, by the signal TERM; returns the exit code. */
    int stop() throws InterruptedException {
        // Not by Process.destroy, which closes the pipe and loses what is still to be said.
        if (!process.toHandle().destroy()) {
            throw new AssertionError("The broker has ended by itself: " + heard);
        }
        awaitLine("Stopped");
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The broker does not stop: " + heard);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
