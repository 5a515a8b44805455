// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** An empty database, or a part of one, for one test. */
public interface Database extends AutoCloseable {

    /** What Derby and PostgreSQL say of a table that is not there. */
    Set<String> NO_TABLE = Set.of("42Y55", "42Y07", "42P01");

    /** Where connections come from. */
    DataSource dataSource();

    /** The prefix of this test's tables. */
    String tablePrefix();

    @Override
    void close() throws SQLException;

    /** Lets the lease of whoever owns the tables run out. */
    default void expireLease() throws SQLException {
        update("UPDATE " + tablePrefix() + "OWNER SET LEASE_UNTIL = {ts '2001-01-01 00:00:00'}");
    }

    /** Drops the tables that are there. */
    default void dropTables() throws SQLException {
        for (String table : List.of("OWNER", "BATCH", "IMAGE")) {
            try {
                update("DROP TABLE " + tablePrefix() + table);
            } catch (SQLException e) {
                if (!NO_TABLE.contains(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** Runs a statement. */
    default int update(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Asks for a number. */
    default long ask(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
