// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In what one database differs from the other. An instance serves one store and one thread at a time while the store is
 * opened, and is read by all threads afterwards; it has no state.
 */
abstract class Dialect {

    /** What Linux and Windows say when there is no room; an embedded database repeats it. */
    private static final List<String> FULL_DISKS = List.of(
            "No space left on device", "Disk quota exceeded", "There is not enough space on the disk");
    private static final String CONNECTION_CLASS = "08";
    private static final String ROLLBACK_CLASS = "40";

    /**
     * Finds the dialect of a database.
     *
     * @param productName what the driver calls the database
     * @param url         what the driver connected to
     */
    static Dialect of(String productName, String url) {
        return switch (productName) {
            case DerbyDialect.PRODUCT -> new DerbyDialect(url);
            case PostgresDialect.PRODUCT -> new PostgresDialect();
            default -> throw new ProviderException(ErrorCode.INVALID_SETTING,
                    "TernMQ cannot store its log in the database '" + productName + "'; it knows "
                            + DerbyDialect.PRODUCT + " and " + PostgresDialect.PRODUCT);
        };
    }

    /** The type of a column that takes up to a mebibyte. */
    abstract String bytesType();

    /** The type of a column that takes a moment. */
    abstract String momentType();

    /** An expression for the moment that lies so far ahead by the database's clock. */
    abstract String clockPlus(long millis);

    /** What makes a SELECT keep a changer away from its row until the transaction ends. */
    abstract String sharedLock();

    /** What is put behind the name of a table, ending its line, to have a range of keys read by the key's index. */
    String byKey(String constraint) {
        return "";
    }

    /** Whether the database belongs to one process, so that the owner's process is gone when another one is let in. */
    boolean isProcessPrivate() {
        return false;
    }

    /** The states that mean the given trouble in this database, beyond those of the SQL standard. */
    abstract Set<String> states(Trouble trouble);

    /** Which right is missing when a statement on the tables is refused. */
    abstract String rightsNeeded(String tablePrefix);

    /** Whether the exception ends the connection, beyond what the SQL standard says. */
    boolean endsConnection(SQLException e) {
        return false;
    }

    /** Says what went wrong: of all that hangs on an exception, what says more than that a connection is lost. */
    final Trouble troubleOf(Throwable thrown) {
        Trouble found = Trouble.OTHER;
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            for (Throwable next = each; next != null; next = behind(next)) {
                Trouble trouble = troubleOfOne(next);
                if (trouble != Trouble.OTHER && (found == Trouble.OTHER || found == Trouble.LOST)) {
                    found = trouble;
                }
            }
        }
        return found;
    }

    private static @Nullable Throwable behind(Throwable thrown) {
        return thrown instanceof SQLException e ? e.getNextException() : null;
    }

    private Trouble troubleOfOne(Throwable thrown) {
        String words = String.valueOf(thrown.getMessage());
        if (FULL_DISKS.stream().anyMatch(words::contains)) {
            return Trouble.FULL;
        }
        return thrown instanceof SQLException e ? troubleOfState(e) : Trouble.OTHER;
    }

    private Trouble troubleOfState(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        for (Trouble trouble : Trouble.values()) {
            if (states(trouble).contains(state)) {
                return trouble;
            }
        }
        if (state.startsWith(ROLLBACK_CLASS) || e instanceof SQLTransactionRollbackException) {
            return Trouble.ROLLED_BACK;
        }
        boolean isLost = state.startsWith(CONNECTION_CLASS) || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException || e instanceof SQLRecoverableException;
        return isLost || endsConnection(e) ? Trouble.LOST : Trouble.OTHER;
    }
}
