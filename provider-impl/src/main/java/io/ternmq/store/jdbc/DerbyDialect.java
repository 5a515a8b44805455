// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** Apache Derby 10.16, embedded or behind its network server. */
final class DerbyDialect extends Dialect {

    static final String PRODUCT = "Apache Derby";
    private static final int SESSION_SEVERITY = 40_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final boolean isEmbedded;

    DerbyDialect(String url) {
        isEmbedded = !url.startsWith("jdbc:derby://");
    }

    @Override
    String bytesType() {
        return "BLOB(1M)";
    }

    @Override
    String momentType() {
        return "TIMESTAMP";
    }

    /** In two steps, because the fraction of a second counts nanoseconds in 32 bits. */
    @Override
    String clockPlus(long millis) {
        return "{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, " + millis % MILLIS_PER_SECOND * NANOS_PER_MILLI
                + ", {fn TIMESTAMPADD(SQL_TSI_SECOND, " + millis / MILLIS_PER_SECOND + ", CURRENT_TIMESTAMP)})}";
    }

    @Override
    String sharedLock() {
        return " WITH RS";
    }

    @Override
    String byKey(String constraint) {
        return " --DERBY-PROPERTIES constraint=" + constraint + "\n";
    }

    @Override
    boolean isProcessPrivate() {
        return isEmbedded;
    }

    /** Derby puts the severity of an error into its code; from here on the connection, or the database, is closed. */
    @Override
    boolean endsConnection(SQLException e) {
        return e.getErrorCode() >= SESSION_SEVERITY;
    }

    @Override
    Set<String> states(Trouble trouble) {
        return switch (trouble) {
            case LOST, OTHER -> Set.of();
            case ROLLED_BACK -> Set.of("40XL1", "40XL2");
            // The log is full; a container cannot be made longer.
            case FULL -> Set.of("XSLA4", "XSDF4");
            case DENIED -> Set.of("28508", "42500", "42501", "42502", "42503", "42504", "42505", "42506", "42507",
                    "42508", "42509", "25502", "25503", "04501", "08004");
            case MISSING -> Set.of("42X05", "42Y07");
            case EXISTS -> Set.of("X0Y32", "23505");
            case IN_USE -> Set.of("XSDB6");
        };
    }

    @Override
    String rightsNeeded(String tablePrefix) {
        return "The user needs full access to the database (derby.database.fullAccessUsers), and with SQL authorisation"
                + " the schema or SELECT, INSERT, UPDATE and DELETE on the tables " + tablePrefix
                + "*; the directory of the database must be writable";
    }
}
