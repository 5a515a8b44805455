// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** The tables. Nobody writes outside a transaction, so that rows and messages belong together. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Ledger {

    @Resource(lookup = "java:comp/env/jdbc/ledger")
    @SuppressWarnings("NullAway.Init") // the server sets it
    private DataSource database;

    /** By the server. */
    public Ledger() {}

    /** By a test. */
    Ledger(DataSource database) {
        this.database = database;
    }

    /** Refuses magnitudes that no earthquake has. */
    @PostConstruct
    void makeTables() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String table : new String[] {"REPORT", "ALERT"}) {
                if (!isThere(connection, table)) {
                    statement.execute("CREATE TABLE " + table + " (id VARCHAR(40), network VARCHAR(10),"
                            + " magnitude DOUBLE CHECK (magnitude BETWEEN -3 AND 10), place VARCHAR(200))");
                }
            }
        } catch (SQLException e) {
            throw new EJBException("The tables cannot be made", e);
        }
    }

    private static boolean isThere(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
            return tables.next();
        }
    }

    /** Writes a report down. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void keep(Report report) {
        insert("report", report);
    }

    /** Writes down that somebody has been told. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void alert(Report report) {
        insert("alert", report);
    }

    private void insert(String table, Report report) {
        String sql = "INSERT INTO " + table + " (id, network, magnitude, place) VALUES (?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement row = connection.prepareStatement(sql)) {
            row.setString(1, report.id());
            row.setString(2, report.network());
            row.setDouble(3, report.magnitude());
            row.setString(4, report.place());
            row.executeUpdate();
        } catch (SQLException e) {
            throw new EJBException(report + " cannot be written to the table " + table, e);
        }
    }

    /** How many rows there are. */
    public Map<String, Long> counts() {
        return Map.of("reports", count("report"), "alerts", count("alert"));
    }

    private long count(String table) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new EJBException("The rows of " + table + " cannot be counted", e);
        }
    }
}
