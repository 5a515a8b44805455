// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.apache.derby.jdbc.EmbeddedXADataSource;

/** A table in a database of the process. */
final class DerbyLedger implements Ledger {

    private final EmbeddedXADataSource database = new EmbeddedXADataSource();
    private final XAConnection connection;
    private final XAResource resource;

    DerbyLedger(Path directory) throws SQLException {
        System.setProperty("derby.stream.error.file", directory.resolveSibling("derby.log").toString());
        boolean fresh = Files.notExists(directory);
        database.setDatabaseName(directory.toString());
        database.setCreateDatabase("create");
        if (fresh) {
            execute(database.getConnection(), "create table entries (text varchar(20))");
        }
        this.connection = database.getXAConnection();
        this.resource = connection.getXAResource();
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(command);
        }
    }

    @Override
    public XAResource resource() {
        return resource;
    }

    @Override
    public void enter() throws SQLException {
        execute(connection.getConnection(), "insert into entries values ('one')");
    }

    @Override
    public int committed() throws SQLException {
        try (Connection reading = database.getConnection();
                Statement statement = reading.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from entries")) {
            return count.next() ? count.getInt(1) : 0;
        }
    }

    @Override
    public int inDoubt() throws XAException {
        return resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
    }
}
