// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server of this JVM's own: fresh data in a temporary directory, on the loopback address and a free
 * port, with a password. It ends with the JVM, however that ends: a shell between the two holds the other end of a
 * pipe. PostgreSQL refuses to run as root, so for root it runs as "nobody".
 *
 * <p>Where it cannot be had, tests are skipped with a loud line, or fail when {@code -Dternmq.postgres=required}.
 */
public final class PostgresServer {

    private static final String USER = "ternmq";
    private static final String NOBODY = "nobody";
    private static final String REQUIRED = "ternmq.postgres";
    private static final long START_SECONDS = 60;
    /** Runs its arguments until its input ends, and has the server end at once, its children included. */
    private static final String LIFELINE = "\"$@\" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server";

    /** Made on first use, once in a JVM. */
    private static final class Shared {

        private static final PostgresServer SERVER = new PostgresServer();
    }

    private final String password = UUID.randomUUID().toString();
    private final List<String> asServer = new ArrayList<>();
    private @Nullable Path directory;
    private @Nullable Path programs;
    private @Nullable Process process;
    private @Nullable String obstacle;
    private int port;

    private PostgresServer() {
        try {
            prepare();
            start();
        } catch (IOException | IllegalStateException e) {
            obstacle = e.toString();
            System.getLogger(PostgresServer.class.getName()).log(Level.ERROR,
                    "######## NO POSTGRESQL: its tests are SKIPPED ########", e);
        }
    }

    /** The server; skips the test when there is none, or fails it when there has to be one. */
    public static PostgresServer shared() {
        PostgresServer server = Shared.SERVER;
        if (server.obstacle != null) {
            String message = "PostgreSQL could not be started here: " + server.obstacle;
            if ("required".equals(System.getProperty(REQUIRED))) {
                throw new AssertionError(message + "; and it is required by -D" + REQUIRED);
            }
            throw new TestAbortedException(message);
        }
        return server;
    }

    /** Connections to it, a new one each time. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {InetAddress.getLoopbackAddress().getHostAddress()});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }

    private void prepare() throws IOException {
        Path room = Files.createTempDirectory("ternmq-postgres-");
        directory = room;
        Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "postgres-end"));
        Path found = PostgresPrograms.find(Files.createDirectory(room.resolve("programs")))
                .orElseThrow(() -> new IOException("there are no programs for this machine, neither on the class path"
                        + " nor installed; install PostgreSQL, or name its directory with -Dternmq.postgres.home"));
        programs = found;
        Path home = Files.createDirectory(room.resolve("home"));
        Path passwordFile = Files.writeString(home.resolve("password"), password);
        if (isRoot(room)) {
            asServer.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + group(room), "--clear-groups"));
            var nobody = room.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
            Files.setOwner(home, nobody);
            Files.setOwner(passwordFile, nobody);
        }
        Process initdb = run(home, found.resolve("initdb").toString(), "-D", home.resolve("data").toString(), "-U",
                USER, "--auth=scram-sha-256", "--pwfile=" + passwordFile, "-E", "UTF8", "--locale=C");
        awaitSuccess(initdb);
    }

    private static boolean isRoot(Path own) throws IOException {
        return "root".equals(Files.getOwner(own).getName());
    }

    /** Debian calls nobody's group "nogroup", others call it "nobody". */
    private static String group(Path own) throws IOException {
        try {
            return own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("nogroup").getName();
        } catch (IOException e) {
            return NOBODY;
        }
    }

    private Process run(Path home, String... command) throws IOException {
        List<String> full = new ArrayList<>(asServer);
        full.addAll(List.of(command));
        return new ProcessBuilder(full)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return room().resolve("log");
    }

    private Path room() {
        if (directory == null) {
            throw new IllegalStateException("There is no directory");
        }
        return directory;
    }

    private void awaitSuccess(Process ended) throws IOException {
        try {
            if (!ended.waitFor(START_SECONDS, TimeUnit.SECONDS) || ended.exitValue() != 0) {
                ended.destroyForcibly();
                throw new IOException("initdb failed: " + Files.readString(log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL is being set up", e);
        }
    }

    /** Starts the server, again on the same data and port when it was stopped. */
    public synchronized void start() {
        Path home = room().resolve("home");
        try {
            if (port == 0) {
                port = freePort();
            }
            process = run(home, "sh", "-c", LIFELINE, "lifeline", programs + "/postgres",
                    "-D", home.resolve("data").toString(), "-p", Integer.toString(port), "-c",
                    "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c",
                    "shared_buffers=32MB", "-c", "max_connections=40");
            awaitConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitConnection() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        SQLException last = null;
        while (process != null && process.isAlive() && System.nanoTime() < deadline) {
            try (Connection connection = dataSource().getConnection()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            }
            awaitEnd(process, 20);
        }
        throw new IOException("the server does not start: " + Files.readString(log()), last);
    }

    private static void awaitEnd(Process running, long millis) {
        try {
            running.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    /** Stops the server as a crash would: connections break, transactions that were not committed are lost. */
    public synchronized void stop() {
        Process running = process;
        if (running != null) {
            process = null;
            try {
                running.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            awaitEnd(running, TimeUnit.SECONDS.toMillis(START_SECONDS));
        }
    }

    private void end() {
        stop();
        try {
            Files.walkFileTree(room(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger(PostgresServer.class.getName()).log(Level.WARNING, "Could not delete " + directory, e);
        }
    }
}
