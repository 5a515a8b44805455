// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.store.RecordCodec;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Opens the store of a broker, as often as it takes: while another owner's lease lasts, a try ends at once and empty,
 * and whoever stands by tries again some time later. Owner: boot, one call at a time.
 *
 * @param <R> type of the records
 */
public final class JdbcOpener<R> {

    private static final Log LOG = Log.of(JdbcOpener.class);
    private static final int LONGEST_NAME = 200;

    /** The row of the owner, as it was seen. */
    private record Lease(long epoch, String owner, Timestamp until, boolean hasRunOut) {}

    private final DataSource dataSource;
    private final RecordCodec<R> codec;
    private final JdbcStoreSettings settings;
    private final TimeSource time;
    private final Executor executor;
    private final LeaseWatch watch;

    /**
     * Prepares; nothing is opened yet.
     *
     * @param dataSource where connections come from; not closed by the store. In an application server one that takes
     *                   no part in the server's transactions
     * @param codec      bytes of the records
     * @param settings   prefix, lease and so on
     * @param time       measures the lease and the pauses between attempts
     * @param executor   goes on writing for a thread that has written its own share
     */
    public JdbcOpener(DataSource dataSource, RecordCodec<R> codec, JdbcStoreSettings settings, TimeSource time,
            Executor executor) {
        this.dataSource = dataSource;
        this.codec = codec;
        this.settings = settings;
        this.time = time;
        this.executor = executor;
        this.watch = new LeaseWatch(time);
    }

    /**
     * Takes the tables if nobody has them, creating them if there are none.
     *
     * @return the store, or nothing while somebody else owns the tables, or the embedded database they are in
     * @throws io.ternmq.api.ProviderException when the database cannot be reached or used; says why
     */
    public Optional<JdbcStore<R>> tryOpen() {
        Sessions sessions = new Sessions(dataSource, settings.retryMillis());
        boolean isOpen = false;
        try {
            Dialect dialect = dialect();
            Tables tables = new Tables(dialect, settings);
            new Schema(sessions, dialect, tables).establish();
            long epoch = tryTake(sessions, dialect, tables);
            isOpen = epoch > 0;
            Transactions transactions = new Transactions(sessions, dialect, tables, time, settings.retryMillis());
            Ownership ownership = new Ownership(tables, time, epoch, settings.leaseMillis());
            return isOpen ? Optional.of(new JdbcStore<>(settings, codec, transactions, tables, ownership, executor))
                    : Optional.empty();
        } catch (SQLException e) {
            if (new DerbyDialect("").troubleOf(e) == Trouble.IN_USE) {
                LOG.log(Level.DEBUG, "Another process has the embedded database", e);
                return Optional.empty();
            }
            throw Failures.of(
                    "The database store cannot be opened: the database cannot be reached or refuses the user", e);
        } finally {
            if (!isOpen) {
                sessions.close();
            }
        }
    }

    private Dialect dialect() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            String url = metaData.getURL();
            return Dialect.of(metaData.getDatabaseProductName(), url == null ? "" : url);
        }
    }

    /** The new epoch; 0 while somebody else is the owner. */
    private long tryTake(Sessions sessions, Dialect dialect, Tables tables) throws SQLException {
        Session session = sessions.take();
        long epoch = 0;
        try {
            Lease lease = read(session, tables);
            boolean isStale = watch.isStale(lease.epoch(), lease.until(), settings.leaseMillis());
            boolean isFree = lease.hasRunOut() || isStale || hasOwnerDied(dialect, lease);
            if (isFree && take(session, tables, lease)) {
                epoch = lease.epoch() + 1;
            }
            session.commit();
            String outcome = (epoch > 0 ? "Took " : "Stands by for ") + tables.ownerName();
            LOG.log(Level.DEBUG, () -> outcome + "; its owner with epoch " + lease.epoch() + " until " + lease.until()
                    + " is " + lease.owner());
            return epoch;
        } finally {
            sessions.drop(session);
        }
    }

    private static Lease read(Session session, Tables tables) throws SQLException {
        try (ResultSet found = session.prepare(tables.readLease()).executeQuery()) {
            if (!found.next()) {
                throw Failures.damaged(tables.ownerName(), "its row is missing");
            }
            return new Lease(found.getLong(1), found.getString(2), found.getTimestamp(3), found.getInt(4) == 1);
        }
    }

    private boolean take(Session session, Tables tables, Lease lease) throws SQLException {
        PreparedStatement take = session.prepare(tables.take());
        take.setString(1, cut(settings.ownerName()) + process());
        take.setLong(2, lease.epoch());
        take.setTimestamp(3, lease.until());
        return take.executeUpdate() == 1;
    }

    /** A database that only one process can have has been given up by the owner's process if that is another one. */
    private static boolean hasOwnerDied(Dialect dialect, Lease lease) {
        return dialect.isProcessPrivate() && !lease.owner().endsWith(process());
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        return " (process " + self.pid() + self.info().startInstant().map(since -> " since " + since).orElse("") + ")";
    }
}
