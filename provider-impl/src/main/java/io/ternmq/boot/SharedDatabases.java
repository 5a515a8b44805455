// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.policy.JdbcStorePolicy;
import io.ternmq.store.jdbc.UrlDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The databases of this Java virtual machine that brokers reach by URL. An embedded one is shut down with its last
 * broker, and not before: others may have tables in it.
 */
final class SharedDatabases {

    private static final class Shared {

        private final UrlDataSource source;
        private int users;

        private Shared(UrlDataSource source) {
            this.source = source;
        }
    }

    private static final Map<String, Shared> OPEN = new HashMap<>();

    private SharedDatabases() {}

    static synchronized DataSource take(JdbcStorePolicy policy) {
        String url = policy.url();
        if (url == null) {
            return Objects.requireNonNull(policy.source(), "a policy has a URL or a source");
        }
        Shared shared = OPEN.computeIfAbsent(keyOf(policy), absent -> new Shared(open(policy, url)));
        shared.users++;
        return shared.source;
    }

    private static UrlDataSource open(JdbcStorePolicy policy, String url) {
        String user = policy.user();
        String password = policy.password();
        return user == null ? UrlDataSource.of(url) : UrlDataSource.of(url, user, password == null ? "" : password);
    }

    static synchronized void giveBack(JdbcStorePolicy policy) {
        Shared shared = OPEN.get(keyOf(policy));
        if (shared != null && --shared.users == 0) {
            OPEN.remove(keyOf(policy));
            shared.source.close();
        }
    }

    private static String keyOf(JdbcStorePolicy policy) {
        return policy.url() + '\n' + policy.user();
    }
}
