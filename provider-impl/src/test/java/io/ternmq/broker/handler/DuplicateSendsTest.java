// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.api.MessageProperties.DEDUP_ID;
import static io.ternmq.broker.CoreHarness.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Vote;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered and not taken, and what is taken though it looks the same. */
class DuplicateSendsTest {

    private final CoreHarness core = CoreHarness.with(Map.of(
            "narrow", DestinationPolicy.DEFAULT.withLimits(new Limits(1, -1, FullPolicy.BLOCK, 500))));
    private final TestClient client = core.connect();

    private TestClient.Answer sendAgain(FrozenMessage message, long transaction) {
        return client.ask(new Send(message, transaction, true));
    }

    private FrozenMessageBuilder named(String queue, Object name) {
        return core.toQueue(queue).properties(properties(DEDUP_ID, name));
    }

    private long depth(String queue) {
        return core.queue(queue).depth();
    }

    private long dropped() {
        return core.statistics().duplicates();
    }

    // ---- by identity

    @Test
    void dropsWhatIsSentAgainAndWasTaken() {
        FrozenMessage message = core.toQueue("q").build();
        client.ask(new Send(message, 0)).done();
        sendAgain(message, 0).done();

        assertThat(depth("q")).isEqualTo(1);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void takesWhatIsSentAgainAndNeverArrived() {
        client.ask(new Send(core.toQueue("q").build(), 0)).done();
        FrozenMessage lost = core.toQueue("q").build();
        client.ask(new Send(core.toQueue("q").build(), 0)).done();
        sendAgain(lost, 0).done();

        assertThat(depth("q")).isEqualTo(3);
        assertThat(dropped()).isZero();
    }

    @Test
    void neverJudgesAFirstAttemptByItsNumber() {
        FrozenMessage message = core.toQueue("q").build();
        client.ask(new Send(message, 0)).done();
        client.ask(new Send(message, 0)).done();
        assertThat(depth("q")).isEqualTo(2);
    }

    @Test
    void dropsWhatWasConsumedInTheMeantime() {
        FrozenMessage message = core.toQueue("q").build();
        client.ask(new Send(message, 0)).done();
        long consumer = client.consume("q", 1);
        client.settleAll(consumer, Outcome.ACCEPTED);
        sendAgain(message, 0).done();
        assertThat(depth("q")).isZero();
    }

    @Test
    void takesANonPersistentMessageEachTime() {
        FrozenMessage message = core.toQueue("q").persistent(false).build();
        client.ask(new Send(message, 0)).done();
        sendAgain(message, 0).done();
        assertThat(depth("q")).isEqualTo(2);
    }

    @Test
    void dropsWhatIsStagedAlreadyInTheSameTransaction() {
        FrozenMessage message = core.toQueue("q").build();
        client.ask(new Send(message, 1)).done();
        sendAgain(message, 1).done();
        sendAgain(message, 2).done();
        client.commit(1).done();
        client.rollback(2).done();

        assertThat(depth("q")).isEqualTo(1);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void dropsWhatATransactionCommittedAndTakesWhatOneRolledBack() {
        FrozenMessage committed = core.toQueue("q").build();
        FrozenMessage rolledBack = core.toQueue("q").build();
        client.ask(new Send(committed, 1)).done();
        client.commit(1).done();
        client.ask(new Send(rolledBack, 2)).done();
        client.rollback(2).done();

        sendAgain(committed, 3).done();
        sendAgain(rolledBack, 3).done();
        client.commit(3).done();
        assertThat(client.takeTexts(client.consume("q", 5))).containsExactly("m1", "m2");
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void answersADuplicateAlthoughThereIsNoRoom() {
        FrozenMessage message = core.toQueue("narrow").build();
        client.ask(new Send(message, 0)).done();
        sendAgain(message, 0).done();
        assertThat(depth("narrow")).isEqualTo(1);
    }

    // ---- by name

    @Test
    void takesANameOnceForEachDestination() {
        client.send(named("q", "order 1")).done();
        client.send(named("q", "order 1")).done();
        client.send(named("q", "order 2")).done();
        client.send(named("other", "order 1")).done();

        assertThat(client.takeTexts(client.consume("q", 5))).containsExactly("m1", "m3");
        assertThat(depth("other")).isEqualTo(1);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void takesANameOfATopicAlthoughNobodyListensYet() {
        client.send(core.toTopic("t").properties(properties(DEDUP_ID, "x"))).done();
        long consumer = client.subscribe("t", null, false);
        client.credit(consumer, 5);
        client.send(core.toTopic("t").properties(properties(DEDUP_ID, "x"))).done();
        client.send(core.toTopic("t").properties(properties(DEDUP_ID, "y"))).done();
        assertThat(client.takeTexts(consumer)).containsExactly("m3");
    }

    @Test
    void takesANameByTheCommitAndTheFirstOfTwo() {
        client.send(named("q", "x"), 1).done();
        client.send(named("q", "x"), 1).done();
        client.send(named("q", "x"), 2).done();
        client.commit(2).done();
        client.commit(1).done();
        client.send(named("q", "y"), 3).done();
        client.send(named("q", "y"), 3).done();
        client.commit(3).done();

        assertThat(client.takeTexts(client.consume("q", 5))).containsExactly("m3", "m4");
        assertThat(dropped()).isEqualTo(3);
    }

    @Test
    void remembersNoNameOfATransactionThatWasRolledBack() {
        client.send(named("q", "x"), 1).done();
        client.rollback(1).done();
        client.send(named("q", "x")).done();
        assertThat(depth("q")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dropsWhatAPreparedBranchHoldsWhenTheNameWasTakenSince(boolean restart) {
        BranchStage.begin(client, -1);
        client.send(named("q", "x"), -1).done();
        BranchStage.end(client, -1);
        assertThat(BranchStage.prepare(client)).isEqualTo(Vote.DONE);
        client.send(named("q", "x")).done();
        TestClient manager = client;
        if (restart) {
            core.restart();
            manager = core.connect();
        }

        assertThat(BranchStage.commit(manager)).isEqualTo(Vote.DONE);
        assertThat(manager.takeTexts(manager.consume("q", 5))).containsExactly("m2");
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void takesTheNameOfABranchByItsCommit() {
        BranchStage.begin(client, -1);
        client.send(named("q", "x"), -1).done();
        BranchStage.end(client, -1);
        assertThat(BranchStage.commitInOnePhase(client)).isEqualTo(Vote.DONE);
        client.send(named("q", "x")).done();
        assertThat(depth("q")).isEqualTo(1);
    }

    @Test
    void takesTheNameOfADelayedMessageAtOnce() {
        client.send(named("q", "x").deliveryTimeMillis(core.time().millis() + 60_000)).done();
        client.send(named("q", "x")).done();
        assertThat(core.queue("q").scheduled()).isEqualTo(1);
        assertThat(core.queue("q").waiting()).isZero();
    }

    @Test
    void judgesASenderThatWaitedForRoomWhenItsTurnComes() {
        client.send(core.toQueue("narrow")).done();
        TestClient.Answer first = client.send(named("narrow", "x"));
        TestClient.Answer second = client.send(named("narrow", "x"));
        long consumer = client.consume("narrow", 1);
        client.settleAll(consumer, Outcome.ACCEPTED);

        first.done();
        second.done();
        assertThat(depth("narrow")).isEqualTo(1);
    }

    @Test
    void remembersNoNameOfAMessageThatFoundNoRoom() {
        client.send(core.toQueue("narrow")).done();
        TestClient.Answer waiting = client.send(named("narrow", "x"));
        core.time().advance(500);
        waiting.refused(ErrorCode.RESOURCE_LIMIT);
        client.settleAll(client.consume("narrow", 1), Outcome.ACCEPTED);
        client.send(named("narrow", "x")).done();
        assertThat(depth("narrow")).isEqualTo(1);
        assertThat(dropped()).isZero();
    }

    @Test
    void letsDeadLettersBearTheNameOfTheirOrigin() {
        CoreHarness strict = CoreHarness.with(Map.of("q", DestinationPolicy.DEFAULT.withExpiryAddress("q.expired")));
        TestClient sender = strict.connect();
        long end = strict.time().millis() + 10;
        sender.send(strict.toQueue("q.expired").properties(properties(DEDUP_ID, "x"))).done();
        sender.send(strict.toQueue("q").properties(properties(DEDUP_ID, "x")).expirationMillis(end)).done();
        strict.time().advance(20);
        assertThat(strict.queue("q.expired").depth()).isEqualTo(2);
    }

    @Test
    void refusesAnythingThatIsNoName() {
        client.send(named("q", 7)).refused(ErrorCode.MESSAGE_FORMAT);
        client.send(named("q", " ")).refused(ErrorCode.MESSAGE_FORMAT);
        client.send(named("q", "x".repeat(1_025))).refused(ErrorCode.MESSAGE_FORMAT);
        client.send(named("q", true), 1).refused(ErrorCode.MESSAGE_FORMAT);
        client.send(named("q", "x".repeat(1_024))).done();
        client.commit(1).done();
        assertThat(depth("q")).isEqualTo(1);
    }

    @Test
    void forgetsTheNamesOfNonPersistentMessagesAndTemporaryQueuesInARestart() {
        Address temporary = client.temporary(AddressKind.TEMPORARY_QUEUE);
        client.send(core.message(temporary).properties(properties(DEDUP_ID, "x"))).done();
        client.send(named("q", "x").persistent(false)).done();
        client.send(named("q", "x").persistent(false)).done();
        assertThat(depth("q")).isEqualTo(1);
        assertThat(dropped()).isEqualTo(1);

        core.checkpoint();
        core.restart();
        TestClient later = core.connect();
        later.send(named("q", "x")).done();
        assertThat(depth("q")).isEqualTo(1);
        assertThat(dropped()).isZero();
    }
}
