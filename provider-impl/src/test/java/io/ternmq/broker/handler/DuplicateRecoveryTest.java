// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.api.MessageProperties.DEDUP_ID;
import static io.ternmq.broker.CoreHarness.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CodedLog;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.state.StateImage;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Send;
import io.ternmq.store.RecordLog;
import io.ternmq.store.memory.MemoryMedium;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker knows of messages that came in its life before, from the log or from a checkpoint. */
class DuplicateRecoveryTest {

    private static final BrokerPolicy POLICY = BrokerPolicy.defaults().withDuplicateWindowMillis(1_000);

    private static final Map<String, DestinationPolicy> SETTINGS =
            Map.of("s", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT));

    private RecordLog<Fact> log;
    private CoreHarness core;
    private TestClient client;

    @SuppressWarnings("NullAway.Init") // set by begin
    DuplicateRecoveryTest() {}

    private void begin(MemoryMedium<byte[]> medium) {
        log = new CodedLog(medium);
        core = CoreHarness.over(log, POLICY, SETTINGS, failure -> {
            throw new AssertionError("The core failed", failure);
        });
        client = core.connect();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void knowsWhatWasTakenInALifeBefore(boolean outsideHeap, boolean fromCheckpoint) {
        MemoryMedium<byte[]> medium = new MemoryMedium<>(outsideHeap);
        begin(medium);
        FrozenMessage waiting = core.toQueue("q").build();
        FrozenMessage consumed = core.toQueue("done").properties(properties(DEDUP_ID, "x")).build();
        FrozenMessage committed = core.toQueue("q").properties(properties(DEDUP_ID, "y")).build();
        FrozenMessage neverSent = core.toQueue("q").build();
        client.ask(new Send(waiting, 0)).done();
        client.ask(new Send(consumed, 0)).done();
        client.settleAll(client.consume("done", 1), Outcome.ACCEPTED);
        client.ask(new Send(committed, 1)).done();
        client.commit(1).done();
        if (fromCheckpoint) {
            log.checkpoint(Long.MAX_VALUE, StateImage.of(core.state()));
        }
        log.close();

        begin(medium);
        for (FrozenMessage message : new FrozenMessage[] {waiting, consumed, committed, neverSent}) {
            client.ask(new Send(message, 0, true)).done();
        }
        client.send(core.toQueue("done").properties(properties(DEDUP_ID, "x"))).done();
        client.send(core.toQueue("q").properties(properties(DEDUP_ID, "y"))).done();
        assertThat(core.statistics().duplicates()).isEqualTo(5);
        assertThat(core.queue("done").depth()).isZero();
        assertThat(client.takeTexts(client.consume("q", 9))).containsExactly("m1", "m3", "m4");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void knowsTheNamesOfEventsHoweverTheyWereSent(boolean outsideHeap) {
        MemoryMedium<byte[]> medium = new MemoryMedium<>(outsideHeap);
        begin(medium);
        client.send(core.toTopic("s").persistent(false).properties(properties(DEDUP_ID, "x"))).get();
        log.close();

        begin(medium);
        client.send(core.toTopic("s").persistent(false).properties(properties(DEDUP_ID, "x"))).done();
        assertThat(core.state().streams().all()).hasSize(1).allMatch(stream -> stream.log().events() == 1);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void forgetsAtTheEndOfTheWindow(boolean outsideHeap) {
        begin(new MemoryMedium<>(outsideHeap));
        FrozenMessage message = core.toQueue("q").build();
        client.ask(new Send(message, 0)).done();
        core.time().advance(999);
        client.ask(new Send(message, 0, true)).done();
        assertThat(core.queue("q").depth()).isEqualTo(1);
        core.time().advance(2_000);
        client.ask(new Send(message, 0, true)).done();
        assertThat(core.queue("q").depth()).isEqualTo(2);
    }
}
