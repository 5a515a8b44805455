// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStoreSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"TERNMQ_", "a", "_x1", "shop.TERNMQ_"})
    void takesPrefixesThatEveryDatabaseUnderstands(String prefix) {
        assertThat(new JdbcStoreSettings(prefix, "me", 1, 0, 1).tablePrefix()).isEqualTo(prefix);
    }

    /** The prefix goes into statements as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1x", "a b", "a;DROP TABLE b", "a\"", "a.b.c", "a.", ".a", "a-b", "\u00e4"})
    void refusesAllOtherPrefixes(String prefix) {
        assertThatThrownBy(() -> new JdbcStoreSettings(prefix, "me", 1, 0, 1))
                .isInstanceOfSatisfying(ProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("'" + prefix + "'");
    }

    @Test
    void refusesFiguresThatMakeNoSense() {
        assertThatThrownBy(() -> new JdbcStoreSettings("a", "me", 0, 0, 1)).hasMessageContaining("leaseMillis is 0");
        assertThatThrownBy(() -> new JdbcStoreSettings("a", "me", 1, -1, 1)).hasMessageContaining("retryMillis is -1");
        assertThatThrownBy(() -> new JdbcStoreSettings("a", "me", 1, 0, 0))
                .hasMessageContaining("checkpointBytes is 0");
    }
}
