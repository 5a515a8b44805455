// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections by a JDBC URL, for programs that have no {@code DataSource} of their own. Every call opens a new
 * connection: the store keeps a few of them. Closing it shuts an embedded Derby database down, for the whole process.
 * Callable from any thread.
 */
public final class UrlDataSource implements DataSource, AutoCloseable {

    private static final Log LOG = Log.of(UrlDataSource.class);
    private static final String ONE_DATABASE_IS_DOWN = "08006";
    private static final String NO_SUCH_DATABASE = "XJ004";
    private static final String NO_DRIVER = "08001";

    private final String url;
    private final Properties properties;

    private UrlDataSource(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** Connections to any database whose driver is on the class path; user and password, if any, are in the URL. */
    public static UrlDataSource of(String url) {
        return new UrlDataSource(url, new Properties());
    }

    /** Connections to any database whose driver is on the class path. */
    public static UrlDataSource of(String url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return new UrlDataSource(url, properties);
    }

    /** The embedded Derby database in a directory, created when it is not there. */
    public static UrlDataSource embeddedDerby(Path directory) {
        return of(EmbeddedDerby.urlOf(directory) + ";create=true");
    }

    @Override
    public Connection getConnection() throws SQLException {
        EmbeddedDerby derby = EmbeddedDerby.of(url);
        if (derby != null) {
            derby.requirePlace();
        }
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return of(url, username, password).getConnection();
    }

    /** Shuts an embedded Derby database down in order; does nothing for others. */
    @Override
    public void close() {
        EmbeddedDerby derby = EmbeddedDerby.of(url);
        if (derby != null) {
            shutDown(derby.url());
        }
    }

    private void shutDown(String database) {
        try (Connection connection = DriverManager.getConnection(database + ";shutdown=true", properties)) {
            LOG.log(Level.WARNING, () -> "Derby has not shut down " + database + " although it was told to: "
                    + connection);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (!Set.of(ONE_DATABASE_IS_DOWN, NO_SUCH_DATABASE, NO_DRIVER).contains(String.valueOf(state))) {
                LOG.log(Level.WARNING, "Derby could not shut down " + database, e);
            }
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw noLogger();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("The login timeout belongs into the URL");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw noLogger();
    }

    private static SQLFeatureNotSupportedException noLogger() {
        return new SQLFeatureNotSupportedException("TernMQ writes to System.Logger only");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("Connections by URL are no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
