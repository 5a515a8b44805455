// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions, and runs them again when the database was away. Callable from any thread; the thread that calls
 * waits.
 *
 * <pre>
 * connection lost before the commit    again on a new connection, until the patience is over
 * the commit itself failed, somehow    the same: whether it took place is not known, so the work is told that it may
 *                                      have been done already
 * rolled back for another's sake       again
 * database full                        again for as long as it takes, or not at all, as the caller says
 * anything else                        fails at once
 * </pre>
 */
final class Transactions {

    /**
     * What is done in a transaction.
     *
     * @param <T> type of the result
     */
    @FunctionalInterface
    interface Work<T> {

        /**
         * Does it, without commit.
         *
         * @param again whether an earlier attempt may have been committed
         */
        T doIn(Session session, boolean again) throws SQLException;
    }

    /** What is done in a transaction without a result. */
    @FunctionalInterface
    interface Step {

        /** Does it, without commit. */
        void doIn(Session session) throws SQLException;
    }

    /** What is done when the database is full. */
    enum WhenFull {
        /** Waits until there is room; ends early when the store is closed. */
        WAIT,
        /** Gives up with a {@link FullException}. */
        GIVE_UP
    }

    /** The database is full and the caller did not want to wait. */
    static final class FullException extends Exception {

        private static final long serialVersionUID = 1L;

        FullException(SQLException cause) {
            super("The database is full: " + cause.getMessage(), cause);
        }
    }

    private static final Log LOG = Log.of(Transactions.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Sessions sessions;
    private final Dialect dialect;
    private final Tables tables;
    private final TimeSource time;
    private final long retryNanos;
    private volatile boolean full;
    private volatile boolean closing;

    Transactions(Sessions sessions, Dialect dialect, Tables tables, TimeSource time, long retryMillis) {
        this.sessions = sessions;
        this.dialect = dialect;
        this.tables = tables;
        this.time = time;
        this.retryNanos = TimeUnit.MILLISECONDS.toNanos(retryMillis);
    }

    /** Whether the last word of the database was that it is full. */
    boolean isFull() {
        return full;
    }

    /** From now on a full database is not waited for longer than one that does not answer. */
    void limitPatience() {
        closing = true;
    }

    /** Closes the connections. */
    void close() {
        sessions.close();
    }

    /** Runs a transaction whose failure is no tragedy. */
    void runOnce(Step step) throws SQLException {
        Session session = sessions.take();
        try {
            step.doIn(session);
            session.commit();
        } finally {
            sessions.drop(session);
        }
    }

    /** Runs a transaction that waits for room. */
    <T> T run(String what, Work<T> work) {
        try {
            return run(what, WhenFull.WAIT, work);
        } catch (FullException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Runs a transaction.
     *
     * @param what what it is for, to be read after "The database store failed to"
     * @throws ProviderException with {@code STORE_FAILED} when it failed for good
     * @throws FullException     when the database is full and the caller does not wait
     */
    <T> T run(String what, WhenFull whenFull, Work<T> work) throws FullException {
        Attempts attempts = new Attempts(what, whenFull);
        try {
            while (true) {
                SQLException failure = null;
                Attempt attempt = new Attempt();
                try {
                    T result = attempt.run(work, attempts.count > 0);
                    attempts.succeeded();
                    return result;
                } catch (SQLException e) {
                    failure = e;
                } finally {
                    attempt.end();
                }
                attempts.failed(failure, attempt.committing);
            }
        } finally {
            attempts.restoreInterrupt();
        }
    }

    /** One attempt, on one session. */
    private final class Attempt {

        private @Nullable Session session;
        private boolean committing;

        <T> T run(Work<T> work, boolean again) throws SQLException {
            Session taken = sessions.take();
            session = taken;
            T result = work.doIn(taken, again);
            committing = true;
            taken.commit();
            session = null;
            sessions.give(taken);
            return result;
        }

        /** A session that is still here has not come to its end. */
        void end() {
            if (session != null) {
                sessions.drop(session);
            }
        }
    }

    /** All attempts at one transaction. */
    private final class Attempts {

        private final String what;
        private final WhenFull whenFull;
        private final long begun = time.nanos();
        private int count;
        private long pause = FIRST_PAUSE_NANOS;
        private boolean interrupted;

        Attempts(String what, WhenFull whenFull) {
            this.what = what;
            this.whenFull = whenFull;
        }

        void succeeded() {
            if (full) {
                full = false;
            }
            if (count > 0) {
                LOG.log(Level.INFO, () -> "The database store could " + what + " after " + (count + 1)
                        + " attempts; nothing is lost");
            }
        }

        void failed(SQLException failure, boolean committing) throws FullException {
            Trouble trouble = dialect.troubleOf(failure);
            if (committing && trouble == Trouble.OTHER) {
                trouble = Trouble.LOST;
            }
            if (trouble == Trouble.FULL) {
                full = true;
                if (whenFull == WhenFull.GIVE_UP) {
                    throw new FullException(failure);
                }
            }
            if (!isWorthAnother(trouble)) {
                throw failureOf(trouble, failure);
            }
            warnOnce(trouble, failure);
            if (trouble == Trouble.LOST) {
                sessions.dropIdle();
            }
            count++;
            sleep();
        }

        private boolean isWorthAnother(Trouble trouble) {
            return switch (trouble) {
                case LOST, ROLLED_BACK, IN_USE -> time.nanos() - begun < retryNanos;
                case FULL -> !closing || time.nanos() - begun < retryNanos;
                case DENIED, MISSING, EXISTS, OTHER -> false;
            };
        }

        private ProviderException failureOf(Trouble trouble, SQLException cause) {
            String why = switch (trouble) {
                case LOST, IN_USE -> "the database did not answer for " + TimeUnit.NANOSECONDS.toMillis(retryNanos)
                        + " ms. Nothing that was acknowledged is lost; start the broker again when the database is"
                        + " back";
                case FULL -> "the database is full. Make room and start the broker again";
                case DENIED -> "the database refuses it. " + tables.rightsNeeded();
                case MISSING -> "a table is missing; restore " + tables.ownerName() + ", " + tables.batchName()
                        + " and " + tables.imageName() + " from a backup";
                case ROLLED_BACK -> "other transactions keep this one from its locks; nobody else may work on the"
                        + " tables";
                case EXISTS -> "a row of this position is in the table already; nobody else may work on the tables";
                case OTHER -> "the database reports an error that TernMQ cannot mend";
            };
            return Failures.of("The database store failed to " + what + ": " + why, cause);
        }

        private void warnOnce(Trouble trouble, SQLException failure) {
            if (count == 0 && trouble != Trouble.ROLLED_BACK) {
                String outlook = trouble == Trouble.FULL
                        ? "; the database is full, and no messages are taken until there is room again"
                        : "; tries again for " + TimeUnit.NANOSECONDS.toMillis(retryNanos) + " ms, and nothing is"
                                + " acknowledged meanwhile";
                LOG.log(Level.WARNING, "The database store could not " + what + outlook, failure);
            }
        }

        private void sleep() {
            long until = time.nanos() + pause;
            for (long left = pause; left > 0; left = until - time.nanos()) {
                interrupted |= Thread.interrupted();
                time.park(this, left);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }

        void restoreInterrupt() {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
