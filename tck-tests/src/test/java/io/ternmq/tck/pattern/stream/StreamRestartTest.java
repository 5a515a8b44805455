// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.GroupHandle;
import io.ternmq.api.pattern.stream.Loaded;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of streams, groups and objects after a broker has stopped or crashed, on each of its stores. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamRestartTest {

    private final List<Integer> seen = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    /** Stores that outlive a process. */
    enum Medium {
        FILE {
            @Override
            StorePolicy in(Path directory) {
                return StorePolicy.file(directory);
            }
        },
        DERBY {
            @Override
            StorePolicy in(Path directory) {
                return StorePolicy.jdbc("jdbc:derby:" + directory.resolve("derby") + ";create=true");
            }
        };

        abstract StorePolicy in(Path directory);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereItWas(Medium medium) throws Exception {
        String name = "restart-" + UUID.randomUUID();
        try (Broker broker = Broker.builder().name(name).store(medium.in(directory)).start();
                Messaging program = Messaging.over(new TernConnectionFactory(broker.uri()))) {
            EventStream<Integer> stream =
                    program.streams().open("numbers", Integer.class, StreamPolicy.DEFAULT.withPartitions(3));
            for (int i = 0; i < 10; i++) {
                stream.append("k" + i % 5, i);
            }
            GroupHandle group = collect(stream);
            StreamStage.await("all", () -> group.lag() == 0);
            sums(stream).append("sum", 0, List.of(1, 2, 3));
            assertThat(sums(stream).load("sum")).isEqualTo(new Loaded<>(6, 3));
        }
        try (Broker broker = Broker.builder().name(name).store(medium.in(directory)).start();
                Messaging program = Messaging.over(new TernConnectionFactory(broker.uri()))) {
            EventStream<Integer> stream = program.streams().open("numbers", Integer.class);
            assertThat(sums(stream).load("sum")).isEqualTo(new Loaded<>(6, 3));
            assertThat(sums(stream).append("sum", 3, List.of(4))).isEqualTo(4);
            assertThat(stream.append("k0", 99).version()).isEqualTo(3);
            GroupHandle group = collect(stream);
            StreamStage.await("the rest", () -> group.lag() == 0);
            assertThat(stream.describe().policy().partitions()).isEqualTo(3);
        }
        assertThat(seen).hasSize(15).doesNotHaveDuplicates().contains(99).containsAll(List.of(0, 9));
    }

    /** Events of sums are told from numbers by being negative here, so that nothing in the list is there twice. */
    private GroupHandle collect(EventStream<Integer> stream) {
        return stream.group("all").handler(event ->
                seen.add("sum".equals(event.key()) ? -event.body() : event.body()));
    }

    private static EventStore<Integer, Integer> sums(EventStream<Integer> stream) {
        return stream.store(Integer.class).snapshotEvery(2).build(0, Integer::sum);
    }

    @Test
    void goesOnAfterACrash() {
        try (TestBroker broker = TestBroker.start(
                        BrokerSettings.named("crash-" + UUID.randomUUID()), new Faults(Faults.seedOfThisRun(5)));
                Messaging program = Messaging.over(broker.connectionFactory())) {
            EventStream<Integer> stream = program.streams().open("numbers", Integer.class, StreamPolicy.DEFAULT);
            stream.append("a", 1);
            try (GroupHandle group = collect(stream)) {
                StreamStage.await("the first", () -> seen.size() == 1 && group.lag() == 0);
            }
            broker.crash();
            assertThatThrownBy(() -> stream.append("a", 2)).isInstanceOf(RuntimeException.class);
            broker.restart();
            assertThat(stream.append("a", 2).offset()).isEqualTo(1);
            List<Integer> read = new CopyOnWriteArrayList<>();
            try (GroupHandle group = collect(stream);
                    ReaderHandle reader = stream.read().from(new StreamPosition.Earliest()).to(new StreamEnd.Now())
                            .each(event -> read.add(event.body()))) {
                StreamStage.get(reader.done());
                StreamStage.await("the second", () -> group.lag() == 0);
            }
            assertThat(seen).containsExactly(1, 2);
            assertThat(read).containsExactly(1, 2);
        }
    }
}
