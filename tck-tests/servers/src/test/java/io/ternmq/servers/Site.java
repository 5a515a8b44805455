// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * Where a run finds and puts everything.
 *
 * @param server    that is tested
 * @param home      the server, unpacked
 * @param work      files of this run: the broker's store, the database, logs
 * @param archives  the adapter and Derby's jars
 */
record Site(Server server, Path home, Path work, Path archives) {

    /** A broker in the server, beside the adapter's. */
    static final String INSIDE = "vm://inside";

    /** Looks at the system properties {@code ternmq.server} and {@code ternmq.servers}; the work folder is empty. */
    static Site open() throws IOException {
        Server server = Server.chosen();
        Path servers = Path.of(System.getProperty("ternmq.servers", "target/servers")).toAbsolutePath();
        try (Stream<Path> all = Files.list(servers)) {
            Path home = all.filter(path -> path.getFileName().toString().startsWith(server.folder()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + server.folder() + "... in " + servers));
            Path work = servers.resolve("work-" + server.name());
            Folders.delete(work);
            return new Site(server, home, Files.createDirectories(work), servers.resolve("archives"));
        }
    }

    /** Where the broker beside the server takes its clients. */
    String brokerUrl() {
        return "tcp://127.0.0.1:" + server.brokerPort();
    }

    /** Directory of the database. */
    Path ledger() {
        return work.resolve("ledger");
    }

    /** One of the archives. */
    Path archive(String name) {
        return archives.resolve(name);
    }

    /** A file of the server's configuration folder. */
    Path file(String name) {
        return Path.of("src", "test", "servers", server.name(), name).toAbsolutePath();
    }

    /** A file that is the same for all servers. */
    static Path shared(String name) {
        return Path.of("src", "test", "servers", "program", name).toAbsolutePath();
    }

    /** The jars of the database, for the server's own libraries. */
    List<Path> database() {
        Path ledger = work.resolve("ledger.jar");
        ShrinkWrap.create(JavaArchive.class)
                .addPackage("io.ternmq.servers.ledger")
                .as(ZipExporter.class)
                .exportTo(ledger.toFile(), true);
        return List.of(archive("derby.jar"), archive("derbyshared.jar"), archive("derbytools.jar"), ledger);
    }
}
