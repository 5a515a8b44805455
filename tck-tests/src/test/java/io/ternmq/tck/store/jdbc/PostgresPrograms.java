// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where PostgreSQL's programs are, in this order: what the system property {@code ternmq.postgres.home} names; what the
 * build has put on the class path for this machine, unpacked; what is installed.
 */
final class PostgresPrograms {

    private static final String HOME = "ternmq.postgres.home";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private PostgresPrograms() {}

    /**
     * Looks for the directory of the programs.
     *
     * @param room where programs may be unpacked to
     */
    static Optional<Path> find(Path room) throws IOException {
        String home = System.getProperty(HOME);
        if (home != null) {
            return Optional.of(Path.of(home, "bin"));
        }
        String archive = "/postgres-" + system() + '-' + processor() + ".txz";
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
            if (packed != null) {
                TarXz.unpack(packed, room);
                return Optional.of(room.resolve("bin"));
            }
        }
        return installed();
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
    }

    private static Optional<Path> installed() throws IOException {
        List<Path> candidates = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.map(version -> version.resolve("bin")).sorted().forEach(candidates::add);
            }
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            candidates.add(Path.of(entry));
        }
        return candidates.stream().filter(PostgresPrograms::areIn).findFirst();
    }

    private static boolean areIn(Path directory) {
        return Stream.of("initdb", "postgres").allMatch(program -> Files.isExecutable(directory.resolve(program)));
    }
}
