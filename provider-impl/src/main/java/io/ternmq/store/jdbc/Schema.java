// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that the tables are there and of a format that this TernMQ knows. Owner: whoever opens the store. */
final class Schema {

    private static final Log LOG = Log.of(Schema.class);

    private final Sessions sessions;
    private final Dialect dialect;
    private final Tables tables;

    Schema(Sessions sessions, Dialect dialect, Tables tables) {
        this.sessions = sessions;
        this.dialect = dialect;
        this.tables = tables;
    }

    /** Creates the tables if there are none, and checks their format. */
    void establish() throws SQLException {
        int format = findFormat();
        if (format < 0) {
            create();
            format = findFormat();
        }
        if (format != Tables.FORMAT) {
            throw Failures.of(format < 0
                    ? "The table " + tables.ownerName() + " cannot be found although it was created; give the user a"
                            + " schema of its own"
                    : "The tables " + tables.ownerName() + ", " + tables.batchName() + " and " + tables.imageName()
                            + " were written in format " + format + ", and this TernMQ knows format " + Tables.FORMAT
                            + "; use the version of TernMQ that wrote them, or another table prefix");
        }
    }

    /** The format; negative when there is no table. */
    private int findFormat() throws SQLException {
        Session session = sessions.take();
        String sql = tables.readFormat();
        try (Statement statement = session.connection().createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            if (!found.next()) {
                throw Failures.damaged(tables.ownerName(), "its row is missing");
            }
            return found.getInt(1);
        } catch (SQLException e) {
            if (dialect.troubleOf(e) == Trouble.MISSING) {
                return -1;
            }
            throw refused(sql, e);
        } finally {
            session.rollback();
            sessions.give(session);
        }
    }

    /** All in one transaction; when another broker was faster, its tables are as good as ours. */
    private void create() throws SQLException {
        Session session = sessions.take();
        String present = "";
        try (Statement statement = session.connection().createStatement()) {
            for (String sql : tables.create()) {
                present = sql;
                statement.executeUpdate(sql);
            }
            session.commit();
            LOG.log(Level.INFO, () -> "Created the tables " + tables.ownerName() + ", " + tables.batchName() + " and "
                    + tables.imageName());
        } catch (SQLException e) {
            session.rollback();
            if (findFormat() < 0) {
                throw refused(present, e);
            }
            LOG.log(Level.DEBUG, "Another broker created the tables at the same time", e);
        } finally {
            sessions.give(session);
        }
    }

    private RuntimeException refused(String sql, SQLException e) throws SQLException {
        if (dialect.troubleOf(e) == Trouble.LOST) {
            throw e;
        }
        String right = dialect.troubleOf(e) == Trouble.DENIED ? ". " + tables.rightsNeeded() : "";
        return Failures.of("The database refuses the statement \"" + sql + "\"" + right, e);
    }
}
