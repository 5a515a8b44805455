// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.policy.JdbcStorePolicy;
import io.ternmq.broker.Fact;
import io.ternmq.broker.codec.FactCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.store.jdbc.JdbcStoreSettings;
import org.jspecify.annotations.Nullable;

/** Opens tables in a database, keeps their lease, and gives connections by URL up when the broker has ended. */
final class DatabaseOpener implements StoreOpener {

    private static final int RENEWALS_PER_LEASE = 4;

    private final JdbcStorePolicy policy;
    private final String broker;
    private volatile @Nullable JdbcStore<Fact> owned;
    private @Nullable JdbcOpener<Fact> opener;

    DatabaseOpener(JdbcStorePolicy policy, String broker) {
        this.policy = policy;
        this.broker = broker;
    }

    @Override
    public synchronized @Nullable RecordLog<Fact> tryOpen() {
        JdbcOpener<Fact> known = opener;
        if (known == null) {
            known = prepare();
            opener = known;
        }
        owned = known.tryOpen().orElse(null);
        return owned;
    }

    private JdbcOpener<Fact> prepare() {
        JdbcStoreSettings settings = new JdbcStoreSettings(
                policy.tablePrefix(), "broker '" + broker + "'", policy.leaseMillis(), policy.retryMillis(),
                policy.checkpointBytes());
        return new JdbcOpener<>(
                SharedDatabases.take(policy), new FactCodec(), settings, SystemThreads.ENVIRONMENT.time(),
                SystemThreads.ENVIRONMENT.executor());
    }

    @Override
    public void renew() {
        JdbcStore<Fact> store = owned;
        if (store != null) {
            store.renew();
        }
    }

    @Override
    public long periodMillis() {
        return policy.leaseMillis() / RENEWALS_PER_LEASE;
    }

    @Override
    public synchronized void release() {
        if (opener != null) {
            opener = null;
            SharedDatabases.giveBack(policy);
        }
    }
}
