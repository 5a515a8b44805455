// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A part of the database on the PostgreSQL server that is started once for all tests. */
public final class PostgresDatabase implements Database {

    private final PostgresServer server = PostgresServer.shared();
    private final String prefix = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + "_";

    /** The server, which a test may stop and must start again. */
    public PostgresServer server() {
        return server;
    }

    @Override
    public DataSource dataSource() {
        return server.dataSource();
    }

    @Override
    public String tablePrefix() {
        return prefix;
    }

    @Override
    public void close() throws SQLException {
        dropTables();
    }
}
