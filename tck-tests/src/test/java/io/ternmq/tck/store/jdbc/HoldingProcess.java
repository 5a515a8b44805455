// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.store.jdbc.UrlDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that opens a store in a Derby directory, appends a record, and keeps the store until it is killed. */
final class HoldingProcess {

    static final String READY = "ready";
    static final String RECORD = "from the other process";

    private HoldingProcess() {}

    static Process start(Path database) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-Dderby.stream.error.file=" + database.resolveSibling("derby.log"), "-cp",
                System.getProperty("java.class.path"), HoldingProcess.class.getName(), database.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Entry of the process; its argument is the directory of the database. */
    public static void main(String[] arguments) throws Exception {
        UrlDataSource source = UrlDataSource.embeddedDerby(Path.of(arguments[0]));
        JdbcStore<String> store = DerbyDirectoryTest.opener(source).tryOpen().orElseThrow();
        store.replay((next, ref) -> {});
        Fate fate = new Fate();
        store.append(List.of(RECORD), fate.of(RECORD));
        store.flush();
        fate.await(1);
        FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
        try (PrintStream out = new PrintStream(standard, true, StandardCharsets.UTF_8)) {
            out.println(READY);
            Thread.currentThread().join();
        }
    }
}
