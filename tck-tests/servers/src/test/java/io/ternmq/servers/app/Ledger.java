// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

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
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The database beside the messages. Takes part in the caller's transaction. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Ledger {

    @Resource(name = "jdbc/ledger")
    @SuppressWarnings("NullAway.Init")
    private DataSource source;

    /** Outside of a transaction: GlassFish begins none before it has recovered, which it does after the start. */
    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void open() {
        try (Connection connection = source.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "ENTRIES", null);
                Statement statement = connection.createStatement()) {
            if (!tables.next()) {
                statement.execute("CREATE TABLE entries (line VARCHAR(200))");
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    /** Writes a line. */
    public void write(String line) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?)")) {
            insert.setString(1, line);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    /** All lines. */
    public List<String> lines() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT line FROM entries ORDER BY line")) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }
}
