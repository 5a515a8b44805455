// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.store.jdbc.UrlDataSource;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A part of a Derby database that exists in memory only and is made once for all tests. */
public final class DerbyDatabase implements Database {

    private final UrlDataSource dataSource = UrlDataSource.of("jdbc:derby:memory:ternmq-tests;create=true");
    private final String prefix = "T" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + "_";

    @Override
    public DataSource dataSource() {
        return dataSource;
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
