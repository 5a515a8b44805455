// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.util.Set;

/** PostgreSQL 12 and later, and what calls itself so. */
final class PostgresDialect extends Dialect {

    static final String PRODUCT = "PostgreSQL";

    @Override
    String bytesType() {
        return "BYTEA";
    }

    @Override
    String momentType() {
        return "TIMESTAMP WITH TIME ZONE";
    }

    @Override
    String clockPlus(long millis) {
        return "clock_timestamp() + " + millis + " * INTERVAL '1 millisecond'";
    }

    @Override
    String sharedLock() {
        return " FOR SHARE";
    }

    @Override
    Set<String> states(Trouble trouble) {
        return switch (trouble) {
            // Shut down by the administrator, by a crash of a neighbour, still starting, too many connections.
            case LOST -> Set.of("57P01", "57P02", "57P03", "53300");
            case ROLLED_BACK -> Set.of("55P03");
            case FULL -> Set.of("53100");
            case DENIED -> Set.of("42501", "28000", "28P01");
            case MISSING -> Set.of("42P01", "3F000");
            case EXISTS -> Set.of("42P07", "23505");
            case IN_USE, OTHER -> Set.of();
        };
    }

    @Override
    String rightsNeeded(String tablePrefix) {
        return "The user needs USAGE and CREATE on the schema while the tables are created, and SELECT, INSERT, UPDATE"
                + " and DELETE on the tables " + tablePrefix + "* afterwards";
    }
}
