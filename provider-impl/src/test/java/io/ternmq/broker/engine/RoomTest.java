// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.AddressKind;
import io.ternmq.message.BytesBody;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Send;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to senders that meet a limit. */
class RoomTest {

    private static final long PATIENCE = 500;

    private static DestinationPolicy policy(long messages, long bytes, FullPolicy full) {
        return DestinationPolicy.DEFAULT.withLimits(new Limits(messages, bytes, full, PATIENCE));
    }

    private static CoreHarness core(DestinationPolicy policy) {
        return CoreHarness.with(Map.of("limited.#", policy));
    }

    private static FrozenMessageBuilder sized(CoreHarness core, int bytes) {
        return core.toQueue("limited.q").body(new BytesBody(Bytes.wrap(new byte[bytes], 0, bytes)));
    }

    @Test
    void letsAWaitingSenderInWhenThereIsRoom() {
        CoreHarness core = core(policy(1, -1, FullPolicy.BLOCK));
        TestClient client = core.connect();
        client.send(core.toQueue("limited.q")).done();
        TestClient.Answer second = client.send(core.toQueue("limited.q"));
        TestClient.Answer third = client.send(core.toQueue("limited.q"));
        long consumer = client.consume("limited.q", 1);

        assertThat(second.isThere()).isFalse();
        client.acknowledge(consumer, client.takeOne(consumer).delivery(), 1);
        second.done();
        assertThat(client.takeTexts(consumer)).containsExactly("m2");
        assertThat(third.isThere()).as("went in before its turn").isFalse();
    }

    @Test
    void refusesAWaitingSenderWhenItsTimeIsOver() {
        CoreHarness core = core(policy(1, -1, FullPolicy.BLOCK));
        TestClient client = core.connect();
        client.send(core.toQueue("limited.q")).done();
        TestClient.Answer second = client.send(core.toQueue("limited.q"));
        core.time().advance(PATIENCE - 1);
        assertThat(second.isThere()).isFalse();
        core.time().advance(1);

        assertThat(second.refused(ErrorCode.RESOURCE_LIMIT).message())
                .contains("after 500 ms", "limited.q", "1 of 1 messages", "bytes");
        assertThat(core.queue("limited.q").depth()).isEqualTo(1);
    }

    @Test
    void triesThoseBehindASenderWhoseTimeIsOver() {
        CoreHarness core = core(policy(-1, 1_000, FullPolicy.BLOCK));
        TestClient client = core.connect();
        client.send(sized(core, 400)).done();
        TestClient.Answer large = client.send(sized(core, 700));
        core.time().advance(100);
        TestClient.Answer small = client.send(sized(core, 10));
        core.time().advance(PATIENCE - 100);

        large.refused(ErrorCode.RESOURCE_LIMIT);
        small.done();
    }

    @Test
    void letsSendersInWhenTheSlowSubscriberIsGone() {
        CoreHarness core = core(policy(1, -1, FullPolicy.BLOCK));
        TestClient slow = core.connect();
        TestClient client = core.connect();
        slow.subscribe("limited.#", null, false);
        client.send(core.toTopic("limited.t")).done();
        TestClient.Answer second = client.send(core.toTopic("limited.t"));
        assertThat(second.isThere()).isFalse();
        slow.lose();

        second.done();
    }

    @Test
    void refusesSendersToATemporaryQueueThatIsGone() {
        CoreHarness core = CoreHarness.with(Map.of("#", policy(1, -1, FullPolicy.BLOCK)));
        TestClient owner = core.connect();
        TestClient client = core.connect();
        var queue = owner.temporary(AddressKind.TEMPORARY_QUEUE);
        client.send(core.message(queue)).done();
        TestClient.Answer second = client.send(core.message(queue));
        owner.disconnect();

        second.refused(ErrorCode.INVALID_DESTINATION);
    }

    @Test
    void answersAWaitingSenderWhoseConnectionEnds() {
        CoreHarness core = core(policy(1, -1, FullPolicy.BLOCK));
        TestClient client = core.connect();
        client.send(core.toQueue("limited.q")).done();
        TestClient.Answer second = client.send(core.toQueue("limited.q"));
        client.lose();
        core.time().advance(PATIENCE);

        assertThat(second.isThere()).isTrue();
        assertThat(core.queue("limited.q").depth()).isEqualTo(1);
    }

    @Test
    void refusesAtOnceWhenTheSettingSaysSo() {
        CoreHarness core = core(policy(-1, 500, FullPolicy.FAIL));
        TestClient client = core.connect();
        client.send(sized(core, 200)).done();

        assertThat(client.send(sized(core, 100)).refused(ErrorCode.RESOURCE_LIMIT).message())
                .contains("limited.q", "1 of unlimited messages", "328 of 500 bytes");
    }

    @Test
    void takesAMessageLargerThanTheLimitIntoAnEmptyQueue() {
        CoreHarness core = core(policy(-1, 100, FullPolicy.FAIL));

        core.connect().send(sized(core, 1_000)).done();
    }

    @Test
    void dropsAsManyOldMessagesAsTheNewOneNeeds() {
        CoreHarness core = core(policy(-1, 1_000, FullPolicy.DROP_OLDEST));
        TestClient client = core.connect();
        for (int i = 0; i < 5; i++) {
            client.send(sized(core, 72)).done();
        }
        client.send(sized(core, 372)).done();

        assertThat(core.queue("limited.q").totals().dropped()).isEqualTo(3);
        assertThat(core.queue("limited.q").bytes()).isEqualTo(900);
    }

    @Test
    void refusesWhenEverythingThatCouldBeDroppedIsInFlight() {
        CoreHarness core = core(policy(1, -1, FullPolicy.DROP_OLDEST));
        TestClient client = core.connect();
        long consumer = client.consume("limited.q", 1);
        client.send(core.toQueue("limited.q")).done();

        client.send(core.toQueue("limited.q")).refused(ErrorCode.RESOURCE_LIMIT);
        client.settleAll(consumer, Outcome.ACCEPTED);
        client.send(core.toQueue("limited.q")).done();
    }

    @Test
    void letsWaitingSendersInWhenARollbackFreesMemory() {
        CoreHarness core = CoreHarness.with(BrokerPolicy.defaults().withMaxMemoryBytes(1 << 20), Map.of());
        TestClient client = core.connect();
        client.send(sized(core, 1_000_000), 1).done();
        TestClient.Answer waiting = client.send(sized(core, 100_000));
        assertThat(waiting.isThere()).isFalse();
        client.rollback(1).done();

        waiting.done();
        assertThat(core.statistics().memoryBytes()).isEqualTo(96 + 128 + 100_000);
    }

    @Test
    void letsWaitingSendersInWhenASubscriptionFreesMemory() {
        CoreHarness core = CoreHarness.with(BrokerPolicy.defaults().withMaxMemoryBytes(1 << 20), Map.of());
        TestClient slow = core.connect();
        TestClient client = core.connect();
        slow.subscribe("t", null, false);
        client.send(core.toTopic("t").body(new BytesBody(Bytes.wrap(new byte[1_000_000], 0, 1_000_000)))).done();
        TestClient.Answer waiting = client.send(sized(core, 100_000));
        assertThat(waiting.isThere()).isFalse();
        slow.disconnect();

        waiting.done();
    }

    @Test
    void namesTheBrokersMemoryWhenThatIsFull() {
        CoreHarness core = CoreHarness.with(
                BrokerPolicy.defaults().withMaxMemoryBytes(1 << 20),
                Map.of("limited.#", policy(-1, -1, FullPolicy.FAIL)));
        TestClient client = core.connect();
        client.send(sized(core, 1_048_000)).done();

        assertThat(client.ask(new Send(sized(core, 1_000).build(), 0)).refused(ErrorCode.RESOURCE_LIMIT).message())
                .contains("memory", "1048576 bytes", "max-memory-bytes");
    }
}
