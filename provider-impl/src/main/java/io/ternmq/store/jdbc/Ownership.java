// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ProviderException;
import io.ternmq.common.TimeSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * One ownership of the tables. Whoever writes locks the owner's row first, in the same transaction and with the epoch
 * in its condition: a new owner waits until the transaction has ended, and an old one finds no row. Callable from any
 * thread.
 */
final class Ownership {

    private static final int RENEWALS_PER_LEASE = 3;

    private final Tables tables;
    private final TimeSource time;
    private final long epoch;
    private final long renewNanos;
    private volatile long renewedAt;
    private volatile long confirmedAt;
    private volatile boolean lost;

    Ownership(Tables tables, TimeSource time, long epoch, long leaseMillis) {
        this.tables = tables;
        this.time = time;
        this.epoch = epoch;
        this.renewNanos = TimeUnit.MILLISECONDS.toNanos(leaseMillis) / RENEWALS_PER_LEASE;
        this.renewedAt = time.nanos();
        this.confirmedAt = renewedAt;
    }

    long epoch() {
        return epoch;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether the lease should be made longer. */
    boolean wantsRenewal() {
        return time.nanos() - renewedAt >= renewNanos;
    }

    /** Whether it is so long ago that the database called us the owner that it should be asked again. */
    boolean wantsConfirmation() {
        return time.nanos() - confirmedAt >= renewNanos;
    }

    /**
     * Keeps others from taking over until the transaction ends, and makes the lease longer when it is time.
     *
     * @param isDoubtful whether a transaction of ours may be under way on a lost connection; then its end is waited for
     * @return false when we are not the owner any more
     */
    boolean tryLock(Session session, boolean isDoubtful) throws SQLException {
        long now = time.nanos();
        boolean isOwner = (isDoubtful || wantsRenewal()) ? renew(session, now) : has(session, tables.lockOwner());
        return noted(isOwner, now);
    }

    /** Like {@link #tryLock}, with an exception for the old owner. */
    void lock(Session session, boolean isDoubtful) throws SQLException {
        if (!tryLock(session, isDoubtful)) {
            throw lostTo();
        }
    }

    /** Asks without keeping anybody away. */
    boolean ask(Session session) throws SQLException {
        long now = time.nanos();
        return noted(has(session, tables.askOwner()), now);
    }

    void release(Session session) throws SQLException {
        PreparedStatement release = session.prepare(tables.release());
        release.setLong(1, epoch);
        noted(release.executeUpdate() == 1, time.nanos());
    }

    ProviderException lostTo() {
        return Failures.of("Another broker has taken over the tables " + tables.ownerName() + ", " + tables.batchName()
                + " and " + tables.imageName() + " after epoch " + epoch + "; this one writes nothing any more");
    }

    private boolean renew(Session session, long now) throws SQLException {
        PreparedStatement renew = session.prepare(tables.renew());
        renew.setLong(1, epoch);
        boolean isOwner = renew.executeUpdate() == 1;
        renewedAt = now;
        return isOwner;
    }

    private boolean has(Session session, String question) throws SQLException {
        PreparedStatement ask = session.prepare(question);
        ask.setLong(1, epoch);
        try (ResultSet found = ask.executeQuery()) {
            return found.next();
        }
    }

    private boolean noted(boolean isOwner, long asOf) {
        if (isOwner) {
            confirmedAt = asOf;
        } else {
            lost = true;
        }
        return isOwner;
    }
}
