// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import io.ternmq.api.policy.StorePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Persistent messages of 1 KiB into an embedded Derby database, beside a bare batched insert of the same bytes into a
 * table of the same shape of another database on the same disk, one commit for each group.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.store.DatabaseNumbers [directory [rounds [seconds]]]
 * </pre>
 */
public final class DatabaseNumbers {

    private static final int BODY = 1_024;
    private static final int BATCH = 100;

    private DatabaseNumbers() {}

    /**
     * Measures and prints.
     *
     * @param args directory on the disk to be measured; number of rounds; seconds of each
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Path.of(".");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Rate rate = new Rate(rounds, args.length > 2 ? Double.parseDouble(args[2]) : 2);
        Path directory = Files.createTempDirectory(base, "database-numbers");
        try (Connection bare = open(directory.resolve("bare"))) {
            Path ours = directory.resolve("ours");
            rate.compare("transactions of " + BATCH + ", a row each", "messages", insert(bare, 1, BODY * BATCH, BATCH),
                    Sending.one(() -> StorePolicy.jdbc(urlOf(ours)), BATCH));
            rate.compare(Sending.PRODUCERS + " producers", "messages",
                    insert(bare, Sending.PRODUCERS, BODY, Sending.PRODUCERS),
                    Sending.many(() -> StorePolicy.jdbc(urlOf(ours))));
        } finally {
            Trees.delete(directory);
        }
    }

    private static String urlOf(Path directory) {
        return "jdbc:derby:" + directory + ";create=true";
    }

    private static Connection open(Path directory) throws SQLException {
        Connection connection = DriverManager.getConnection(urlOf(directory));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE BARE (POSITION BIGINT PRIMARY KEY, EPOCH BIGINT, CONTENT BLOB(2M))");
        }
        connection.commit();
        return connection;
    }

    /** So many rows of so many bytes in one batch and one commit. */
    private static Rate.Work insert(Connection bare, int rows, int bytes, int counts) {
        byte[] content = new byte[bytes];
        long[] position = new long[1];
        return end -> {
            long done = 0;
            try (PreparedStatement insert = bare.prepareStatement("INSERT INTO BARE VALUES (?, 1, ?)")) {
                while (System.nanoTime() < end) {
                    for (int i = 0; i < rows; i++) {
                        insert.setLong(1, position[0]++ * 1_000 + counts);
                        insert.setBytes(2, content);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    bare.commit();
                    done += counts;
                }
            }
            return done;
        };
    }
}
