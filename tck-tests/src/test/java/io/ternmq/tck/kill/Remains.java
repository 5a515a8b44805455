// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of a run: {@code store}, {@code transcript.txt} with what was said since the last audit, {@code
 * errors.txt}.
 */
public final class Remains implements AutoCloseable {

    private static final int LONGEST_ERRORS = 2_000;

    private final Path directory;
    private PrintWriter transcript;

    /** Makes it, empty. */
    public Remains(Path directory) throws IOException {
        this.directory = directory;
        delete();
        Files.createDirectories(directory);
        this.transcript = open();
    }

    /** Where the brokers keep messages. */
    public Path store() {
        return directory.resolve("store");
    }

    /** What the victims have written to their standard error. */
    public Path errors() {
        return directory.resolve("errors.txt");
    }

    /** Adds a line to the transcript. */
    public void write(String text) {
        transcript.println(text);
    }

    /** What was said so far is of no interest any more. */
    void restart() throws IOException {
        transcript.close();
        transcript = open();
    }

    private PrintWriter open() throws IOException {
        return new PrintWriter(Files.newBufferedWriter(directory.resolve("transcript.txt")));
    }

    /** The end of what the victims have written to their standard error. */
    public String lastErrors() throws IOException {
        String all = Files.exists(errors()) ? Files.readString(errors()) : "";
        return all.substring(Math.max(0, all.length() - LONGEST_ERRORS));
    }

    /** Removes everything. */
    public void delete() throws IOException {
        if (Files.exists(directory)) {
            List<Path> found;
            try (Stream<Path> walk = Files.walk(directory)) {
                found = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : found) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        transcript.close();
    }

    @Override
    public String toString() {
        return directory.toAbsolutePath().toString();
    }
}
