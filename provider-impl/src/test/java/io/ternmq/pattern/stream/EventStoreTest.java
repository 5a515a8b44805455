// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.Loaded;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStoreTest {

    private final ScriptedBroker broker = new ScriptedBroker();
    private final EventStream<Integer> accounts =
            new StreamDoor(ScriptedTools.over(broker)).open("accounts", Integer.class);
    private final EventStore<Integer, Integer> store =
            accounts.store(Integer.class).snapshotEvery(3).attempts(2).build(0, Integer::sum);

    @Test
    void foldsTheEventsOfAnObject() {
        store.append("a", 0, List.of(1, 2));
        store.append("b", 0, List.of(10));
        assertThat(store.load("a")).isEqualTo(new Loaded<>(3, 2));
        assertThat(store.load("b")).isEqualTo(new Loaded<>(10, 1));
        assertThat(store.load("c")).isEqualTo(new Loaded<>(0, 0));
    }

    @Test
    void loadsTheNewestSnapshotAndWhatCameAfterIt() {
        store.append("a", 0, List.of(1, 2, 3, 4));
        store.append("a", 4, List.of(5));
        assertThat(broker.streams.get("accounts.snapshots")).hasSize(1);
        broker.opened.clear();
        assertThat(store.load("a")).isEqualTo(new Loaded<>(15, 5));
        assertThat(broker.opened).anyMatch(address -> address.startsWith("accounts?replay=offset:4&"));
    }

    @Test
    void keepsOneSnapshotOfEachObject() {
        assertThat(broker.policies.get("accounts.snapshots").compact()).isTrue();
    }

    @Test
    void refusesWhatWasDecidedByAnOldState() {
        store.append("a", 0, List.of(1));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> store.append("a", 0, List.of(2)))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
    }

    @Test
    void decidesAgainAfterAConflict() {
        store.append("a", 0, List.of(1));
        int[] calls = {0};
        Loaded<Integer> after = store.update("a", state -> {
            if (calls[0]++ == 0) {
                accounts.append("a", 10);
            }
            return List.of(state);
        });
        assertThat(after).isEqualTo(new Loaded<>(22, 3));
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void givesUpAfterSoManyConflicts() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> store.update("a", state -> {
                    accounts.append("a", 1);
                    return List.of(1);
                }))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThat(broker.streams.get("accounts")).hasSize(2);
    }

    @Test
    void doesNothingWhenNothingIsDecided() {
        assertThat(store.update("a", state -> List.of())).isEqualTo(new Loaded<>(0, 0));
        assertThat(broker.streams).doesNotContainKey("accounts");
    }
}
