// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.regex.Pattern;

/**
 * What a database store is told.
 *
 * @param tablePrefix     what the names of the three tables begin with, perhaps with a schema and a dot in front
 * @param ownerName       who opens the tables, for sentences that other brokers read; at most 200 characters count
 * @param leaseMillis     for how long an owner that is not heard of keeps the tables, by the database's clock
 * @param retryMillis     for how long a database that does not answer is asked again before the store fails
 * @param checkpointBytes how much is appended between two checkpoints at least
 */
public record JdbcStoreSettings(
        String tablePrefix, String ownerName, long leaseMillis, long retryMillis, long checkpointBytes) {

    private static final Pattern PREFIX =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,31}");
    private static final long LONGEST_MILLIS = 24 * 3_600_000L;
    private static final String DEFAULT_PREFIX = "TERNMQ_";
    private static final long DEFAULT_LEASE_MILLIS = 15_000;
    private static final long DEFAULT_RETRY_MILLIS = 30_000;
    private static final long DEFAULT_CHECKPOINT_BYTES = 64L << 20;

    /** Checks the values. */
    public JdbcStoreSettings {
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw invalid("The table prefix '" + tablePrefix + "' is not usable: it takes letters, digits and"
                    + " underscores, begins with no digit, and may have a schema and a dot in front");
        }
        requireBetween("leaseMillis", leaseMillis, 1, LONGEST_MILLIS);
        requireBetween("retryMillis", retryMillis, 0, LONGEST_MILLIS);
        requireBetween("checkpointBytes", checkpointBytes, 1, Long.MAX_VALUE);
    }

    /** What is right for most: prefix {@code TERNMQ_}, a lease of 15 s, 30 s of patience, 64 MiB. */
    public static JdbcStoreSettings defaults(String ownerName) {
        return new JdbcStoreSettings(
                DEFAULT_PREFIX, ownerName, DEFAULT_LEASE_MILLIS, DEFAULT_RETRY_MILLIS, DEFAULT_CHECKPOINT_BYTES);
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw invalid(
                    "The database store's setting " + name + " is " + value + "; it takes " + least + " to " + most);
        }
    }

    private static ProviderException invalid(String message) {
        return new ProviderException(ErrorCode.INVALID_SETTING, message);
    }
}
