// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** The server in a process of the test's own, with one program. The test's thread calls. */
final class OwnProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Site site;
    private final Path program;
    private @Nullable Process process;

    private OwnProcess(Site site, Path program) {
        this.site = site;
        this.program = program;
    }

    /** Puts a program there and starts the server; the program runs when this returns. */
    static OwnProcess start(Site site, WebArchive archive) throws IOException {
        Path program = Files.createDirectories(site.server().dropFolder(site)).resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(program.toFile(), true);
        OwnProcess server = new OwnProcess(site, program);
        try {
            server.start();
            return server;
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Starts the server again, after the end of an earlier one; the program runs when this returns. */
    void start() throws IOException {
        kill();
        Process started = Commands.start(site.server().command(site), log());
        process = started;
        Probe probe = Probe.of(site, Programs.BEANS);
        Await.that("the program runs", PATIENCE, this::tail, () -> probe.isAlive() || ended(started));
        if (ended(started)) {
            throw new IOException("The server has ended. " + tail());
        }
    }

    /** Starts the server, unless it runs. */
    void startUnlessRunning() throws IOException {
        if (process == null || ended(process)) {
            start();
        }
    }

    private Path log() {
        return site.work().resolve("server.log");
    }

    private String tail() {
        return Folders.tail(log(), 150);
    }

    private static boolean ended(Process process) {
        return !process.isAlive();
    }

    /** Waits until the server has ended by itself. */
    void awaitEnd() throws InterruptedException {
        if (process != null && !process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The server has not ended. " + tail());
        }
    }

    private void kill() {
        if (process != null) {
            Commands.end(process);
        }
    }

    /** Kills the server and takes the program away, with the marks that the server has put beside it. */
    @Override
    public void close() throws IOException {
        kill();
        String name = program.getFileName().toString();
        try (Stream<Path> all = Files.list(site.server().dropFolder(site))) {
            for (Path path : all.filter(file -> file.getFileName().toString().startsWith(name))
                    .toList()) {
                Folders.delete(path);
            }
        }
        site.server().forget(site);
    }
}
