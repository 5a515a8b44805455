// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorePolicyTest {

    @Test
    void readsEveryForm() {
        assertThat(StorePolicy.parse("memory", "b")).isEqualTo(StorePolicy.memory());
        assertThat(StorePolicy.parse("file:/var/lib/x", "b")).isEqualTo(StorePolicy.file(Path.of("/var/lib/x")));
        assertThat(StorePolicy.parse("derby:data", "b")).isEqualTo(StorePolicy.jdbc("jdbc:derby:data;create=true"));
        assertThat(StorePolicy.parse("jdbc:postgresql://h/db?user=a", "b"))
                .isEqualTo(StorePolicy.jdbc("jdbc:postgresql://h/db?user=a"));
    }

    @Test
    void putsTheBrokersNameInAsOneLevelOfAPath() {
        assertThat(StorePolicy.parse(StorePolicy.DEFAULT, "app"))
                .isEqualTo(StorePolicy.file(Path.of("ternmq-data/app")));
        assertThat(StorePolicy.parse("file:d/{name}", "../x y"))
                .isEqualTo(StorePolicy.file(Path.of("d/%2E.%2Fx%20y")));
    }

    @Test
    void readsThePrefixOfTables() {
        assertThat(StorePolicy.parse("derby:data#ORDERS_", "b"))
                .isEqualTo(StorePolicy.jdbc("jdbc:derby:data;create=true").withTablePrefix("ORDERS_"));
        assertThatIllegalArgumentException().isThrownBy(() -> StorePolicy.parse("derby:data#1x", "b"))
                .withMessageContaining("table-prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "derby:", "disk", "MEMORY"})
    void refusesWhatItDoesNotKnowAndNamesTheForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StorePolicy.parse(text, "b"))
                .withMessageContaining("file:<directory>");
    }

    @Test
    void quotesNoPassword() {
        assertThatIllegalArgumentException().isThrownBy(() -> StorePolicy.parse("db:x;password=secret", "b"))
                .withMessageNotContaining("secret");
        assertThat(StorePolicy.jdbc("jdbc:postgresql://h/db?password=secret").withUser("ann", "secret").toString())
                .doesNotContain("secret");
    }

    @Test
    void checksItsRanges() {
        FileStorePolicy file = StorePolicy.file(Path.of("d"));
        assertThatIllegalArgumentException().isThrownBy(() -> file.withSegmentBytes(1_000));
        assertThatIllegalArgumentException().isThrownBy(() -> file.withSegmentBytes(1L << 40));
        assertThatIllegalArgumentException().isThrownBy(() -> file.withReserveBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> file.withCheckpointBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> StorePolicy.jdbc("jdbc:x").withLeaseMillis(10));
    }
}
