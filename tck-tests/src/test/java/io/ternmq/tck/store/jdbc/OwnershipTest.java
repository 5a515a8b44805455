// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two brokers on the same tables. */
class OwnershipTest {

    private static final String FAR_AWAY = "{ts '2199-01-01 00:00:00'}";

    @ParameterizedTest
    @EnumSource(Engine.class)
    void letsASecondBrokerStandByUntilTheFirstOneCloses(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> first = rig.open();
            JdbcOpener<String> standby = rig.opener(rig.clock());
            assertThat(standby.tryOpen()).isEmpty();
            assertThat(standby.tryOpen()).isEmpty();
            assertThat(first.isOwner()).isTrue();
            first.close();
            try (JdbcStore<String> second = standby.tryOpen().orElseThrow()) {
                assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void letsASecondBrokerInWhenTheLeaseHasRunOut(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> paused = rig.open();
            JdbcOpener<String> standby = rig.opener(rig.clock());
            assertThat(standby.tryOpen()).isEmpty();
            rig.database().expireLease();
            JdbcStore<String> second = standby.tryOpen().orElseThrow();
            assertThat(second.isOwner()).isTrue();
            rig.clock().advanceMillis(Rig.LEASE_MILLIS);
            assertThat(paused.isOwner()).isFalse();
            assertThat(paused.renew()).isFalse();
            paused.close();
            assertThat(second.isOwner()).as("after the old one has closed").isTrue();
            second.close();
        }
    }

    /** The database's clock was put back, or a lease was granted by a clock that was wrong. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void letsASecondBrokerInWhenALeaseIsNotRenewedThatNeverRunsOut(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> dead = rig.open();
            rig.database().update("UPDATE " + rig.table("OWNER") + " SET LEASE_UNTIL = " + FAR_AWAY);
            JdbcOpener<String> standby = rig.opener(rig.clock());
            assertThat(standby.tryOpen()).isEmpty();
            rig.clock().advanceMillis(Rig.LEASE_MILLIS);
            assertThat(standby.tryOpen()).isEmpty();
            rig.clock().advanceMillis(1);
            try (JdbcStore<String> second = standby.tryOpen().orElseThrow()) {
                assertThat(second.epoch()).isGreaterThan(dead.epoch());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void keepsASecondBrokerOutWhileALeaseIsRenewed(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> first = rig.open();
            JdbcOpener<String> standby = rig.opener(rig.clock());
            for (int i = 0; i < 10; i++) {
                rig.clock().advanceMillis(Rig.LEASE_MILLIS / 2);
                assertThat(first.renew()).isTrue();
                assertThat(standby.tryOpen()).isEmpty();
            }
            first.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void renewsTheLeaseWithWhatItWritesAndOnlyNowAndThen(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> store = rig.open();
            Fate fate = new Fate();
            AtomicBoolean renewed = new AtomicBoolean();
            rig.faults().follow((point, sql) -> {
                if (sql.contains("SET LEASE_UNTIL")) {
                    renewed.set(true);
                }
                return null;
            });
            store.append(List.of("soon"), fate.of("soon"));
            store.flush();
            assertThat(renewed).isFalse();
            rig.clock().advanceMillis(Rig.LEASE_MILLIS / 3);
            store.append(List.of("later"), fate.of("later"));
            store.flush();
            assertThat(renewed).isTrue();
            assertThat(fate.durable()).containsExactly("soon", "later");
            store.close();
        }
    }

    /** Otherwise rows that the new owner needs would go, because an image that it does not know does without them. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void letsAnOldOwnerDeleteNothing(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> old = rig.open();
            Fate fate = new Fate();
            long position = old.append(List.of("kept"), fate.of("kept"));
            old.flush();
            rig.database().expireLease();
            JdbcStore<String> owner = rig.open();
            assertThat(catchFailure(() -> old.checkpoint(position, sink -> sink.add("nothing"))))
                    .hasMessageContaining("Another broker has taken over the tables");
            owner.close();
            old.close();
            assertThat(rig.contents()).containsExactly("kept");
        }
    }

    private static Throwable catchFailure(Runnable action) {
        return catchThrowable(action::run);
    }
}
