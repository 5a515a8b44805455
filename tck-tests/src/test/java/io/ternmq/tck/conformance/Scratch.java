// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the stores of this Java virtual machine, which goes with it. */
final class Scratch {

    private static final Path DIRECTORY = make();

    private Scratch() {}

    static Path directory() {
        return DIRECTORY;
    }

    private static Path make() {
        try {
            Path made = Files.createTempDirectory("ternmq-venue");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever is still in use stays for the system to clean up. */
    private static void delete(Path top) {
        try (Stream<Path> all = Files.walk(top)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            System.getLogger(Scratch.class.getName()).log(System.Logger.Level.WARNING, "Left behind: " + top, e);
        }
    }
}
