// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Messages are kept in the tables of a database: Apache Derby, embedded or not, or PostgreSQL. The tables are made when
 * they do not exist. One broker at a time owns them; a second one waits as standby until the owner's lease has run
 * out.
 *
 * @param url             URL for the driver, or null when there is a source
 * @param source          gives connections, or null when there is a URL
 * @param user            user of the database, or null (default) when the URL or the source says
 * @param password        password of that user, or null (default)
 * @param tablePrefix     begins the names of the tables: a letter, then letters, digits and underscores; default
 *                        {@code TERNMQ_}
 * @param leaseMillis     how long the tables stay the owner's when it is not heard of, by the database's clock, in
 *                        milliseconds; 1,000 or more; default 15,000
 * @param retryMillis     how long the broker waits for a database that is gone before it stops, in milliseconds; 0 or
 *                        more; default 30,000
 * @param checkpointBytes bytes that are appended between two checkpoints, at least; 64 KiB or more; default 64 MiB
 */
public record JdbcStorePolicy(
        @Nullable String url,
        @Nullable DataSource source,
        @Nullable String user,
        @Nullable String password,
        String tablePrefix,
        long leaseMillis,
        long retryMillis,
        long checkpointBytes)
        implements StorePolicy {

    private static final String DEFAULT_PREFIX = "TERNMQ_";
    private static final long DEFAULT_LEASE = 15_000;
    private static final long DEFAULT_RETRY = 30_000;
    private static final long DEFAULT_CHECKPOINT = 64 << 20;
    private static final long SHORTEST_LEASE = 1_000;
    private static final long SMALLEST_CHECKPOINT = 64 << 10;

    /** Checks the ranges. */
    public JdbcStorePolicy {
        if ((url == null) == (source == null)) {
            throw new IllegalArgumentException("A database is named by a URL or given as a source");
        }
        Objects.requireNonNull(tablePrefix, "tablePrefix");
        if (!tablePrefix.matches("[A-Za-z][A-Za-z0-9_]{0,20}")) {
            throw new IllegalArgumentException("table-prefix must be a letter and up to 20 letters, digits or"
                    + " underscores, but is '" + tablePrefix + "'");
        }
        Checks.atLeast("lease-millis", leaseMillis, SHORTEST_LEASE);
        Checks.atLeast("retry-millis", retryMillis, 0);
        Checks.atLeast("checkpoint-bytes", checkpointBytes, SMALLEST_CHECKPOINT);
    }

    /**
     * A database by its URL, with every default.
     *
     * @param url URL for the driver
     */
    public JdbcStorePolicy(String url) {
        this(url, null, null, null, DEFAULT_PREFIX, DEFAULT_LEASE, DEFAULT_RETRY, DEFAULT_CHECKPOINT);
    }

    /**
     * A database by a source of connections, with every default.
     *
     * @param source gives connections
     */
    public JdbcStorePolicy(DataSource source) {
        this(null, source, null, null, DEFAULT_PREFIX, DEFAULT_LEASE, DEFAULT_RETRY, DEFAULT_CHECKPOINT);
    }

    /**
     * Names the user of the database.
     *
     * @param name   user name
     * @param secret password
     * @return a copy with this user
     */
    public JdbcStorePolicy withUser(@Nullable String name, @Nullable String secret) {
        return new JdbcStorePolicy(
                url, source, name, secret, tablePrefix, leaseMillis, retryMillis, checkpointBytes);
    }

    /**
     * Chooses how the names of the tables begin, so that several brokers may share a database.
     *
     * @param prefix a letter, then letters, digits and underscores
     * @return a copy with this prefix
     */
    public JdbcStorePolicy withTablePrefix(String prefix) {
        return new JdbcStorePolicy(url, source, user, password, prefix, leaseMillis, retryMillis, checkpointBytes);
    }

    /**
     * Chooses how long a silent owner keeps the tables.
     *
     * @param millis 1,000 or more milliseconds
     * @return a copy with this lease
     */
    public JdbcStorePolicy withLeaseMillis(long millis) {
        return new JdbcStorePolicy(url, source, user, password, tablePrefix, millis, retryMillis, checkpointBytes);
    }

    /**
     * Chooses how long the broker waits for a database that is gone.
     *
     * @param millis 0 or more milliseconds
     * @return a copy with this time
     */
    public JdbcStorePolicy withRetryMillis(long millis) {
        return new JdbcStorePolicy(url, source, user, password, tablePrefix, leaseMillis, millis, checkpointBytes);
    }

    /**
     * Chooses how much is appended between two checkpoints.
     *
     * @param bytes 64 KiB or more
     * @return a copy with this distance
     */
    public JdbcStorePolicy withCheckpointBytes(long bytes) {
        return new JdbcStorePolicy(url, source, user, password, tablePrefix, leaseMillis, retryMillis, bytes);
    }

    /** Without the password, and without the URL's query, which may have one. */
    @Override
    public String toString() {
        String shown = url == null ? String.valueOf(source) : url.replaceAll("[?;].*", "");
        return "JdbcStorePolicy[" + shown + ", user=" + user + ", tablePrefix=" + tablePrefix + ", leaseMillis="
                + leaseMillis + ", retryMillis=" + retryMillis + ", checkpointBytes=" + checkpointBytes + "]";
    }
}
