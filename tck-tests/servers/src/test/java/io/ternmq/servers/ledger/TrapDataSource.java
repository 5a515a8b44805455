// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.ledger;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.apache.derby.iapi.jdbc.EmbeddedXADataSourceInterface;

/**
 * An embedded Derby database that is made when it is not there, with a {@link Trap} in each transaction. A JavaBean.
 */
public final class TrapDataSource implements XADataSource {

    private final EmbeddedXADataSourceInterface source;

    /** A data source that has no database yet. */
    public TrapDataSource() throws SQLException {
        try {
            source = Class.forName("org.apache.derby.jdbc.EmbeddedXADataSource")
                    .asSubclass(EmbeddedXADataSourceInterface.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("Derby's tools are missing beside Derby.", e);
        }
        source.setCreateDatabase("create");
    }

    /** Directory of the database. */
    public String getDatabaseName() {
        return source.getDatabaseName();
    }

    /** Sets the directory of the database. */
    public void setDatabaseName(String name) {
        source.setDatabaseName(name);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return new TrappedConnection(source.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new TrappedConnection(source.getXAConnection(user, password));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("There is no logger.");
    }
}
