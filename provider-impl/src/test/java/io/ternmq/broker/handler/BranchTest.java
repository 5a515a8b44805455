// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.broker.handler.BranchStage.BRANCH;
import static io.ternmq.broker.handler.BranchStage.begin;
import static io.ternmq.broker.handler.BranchStage.commit;
import static io.ternmq.broker.handler.BranchStage.commitInOnePhase;
import static io.ternmq.broker.handler.BranchStage.consumed;
import static io.ternmq.broker.handler.BranchStage.end;
import static io.ternmq.broker.handler.BranchStage.inDoubt;
import static io.ternmq.broker.handler.BranchStage.join;
import static io.ternmq.broker.handler.BranchStage.leave;
import static io.ternmq.broker.handler.BranchStage.prepare;
import static io.ternmq.broker.handler.BranchStage.prepareWork;
import static io.ternmq.broker.handler.BranchStage.rollback;
import static io.ternmq.broker.handler.BranchStage.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Vote;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Branches of distributed transactions: who may do what when, what others see, and who is told what. */
class BranchTest {

    private static final long PATIENCE = 500;

    private final CoreHarness core = CoreHarness.plain();
    private final TestClient client = core.connect();
    private final TestClient other = core.connect();

    @Test
    void showsNothingOfABranchBeforeItsCommitAndEverythingAfter() {
        client.send(core.toQueue("in")).done();
        prepareWork(core, client, "in", "out");
        long in = other.consume("in", 5);
        long out = other.consume("out", 5);

        assertThat(other.takeDeliveries(in)).isEmpty();
        assertThat(other.takeDeliveries(out)).isEmpty();
        assertThat(core.queue("in").inFlight()).isEqualTo(1);

        assertThat(commit(other)).isEqualTo(Vote.DONE);
        assertThat(other.takeDeliveries(in)).isEmpty();
        assertThat(other.takeTexts(out)).containsExactly("m2");
        assertThat(core.queue("in").depth()).isZero();
    }

    @Test
    void givesAMessageBackAtItsOldPlaceAndCountsTheAttempt() {
        for (int i = 0; i < 3; i++) {
            client.send(core.toQueue("q")).done();
        }
        begin(client, -1);
        long consumer = client.consume("q", 1);
        end(client, -1, consumed(client, consumer));
        rollback(other);

        client.credit(consumer, 5);
        assertThat(client.takeDeliveries(consumer)).extracting(Event.Deliver::attempt).containsExactly(2, 1, 1);
    }

    @Test
    void doesNotLetTheOldConsumerSettleWhatABranchHolds() {
        client.send(core.toQueue("q")).done();
        begin(client, -1);
        long consumer = client.consume("q", 1);
        Event.Deliver delivery = client.takeOne(consumer);
        end(client, -1, Settlement.of(consumer, Outcome.ACCEPTED, delivery.delivery()));
        client.settle(consumer, Outcome.ACCEPTED, delivery.delivery());
        client.close(consumer, Settlement.of(consumer, Outcome.FAILED, delivery.delivery()));

        assertThat(core.queue("q").inFlight()).isEqualTo(1);
        assertThat(commitInOnePhase(other)).isEqualTo(Vote.DONE);
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void countsADeliveryOnceThatIsNamedTwice() {
        client.send(core.toQueue("q")).done();
        begin(client, -1);
        long consumer = client.consume("q", 1);
        long delivery = client.takeOne(consumer).delivery();
        end(client, -1, Settlement.of(consumer, Outcome.ACCEPTED, delivery, delivery));

        assertThat(core.queue("q").inFlight()).isEqualTo(1);
        rollback(client);
        assertThat(core.queue("q").inFlight()).isZero();
        assertThat(core.queue("q").waiting()).isEqualTo(1);
    }

    @Test
    void forgetsAClosedConsumerWhenABranchTakesItsLastMessage() {
        client.send(core.toQueue("q")).done();
        begin(client, -1);
        long consumer = client.consume("q", 1);
        Settlement held = consumed(client, consumer);
        client.close(consumer);
        assertThat(core.state().connections()).anyMatch(one -> !one.consumers().values().isEmpty());
        end(client, -1, held);

        assertThat(core.state().connections()).allMatch(one -> one.consumers().values().isEmpty());
    }

    @Test
    void refusesToUnsubscribeWhileABranchHoldsAMessage() {
        TestClient owner = core.connect("owner");
        long consumer = owner.open(TestClient.named("t", "sub", true, false), null);
        owner.credit(consumer, 1);
        owner.send(core.toTopic("t")).done();
        begin(owner, -1);
        end(owner, -1, consumed(owner, consumer));
        owner.close(consumer);
        assertThat(prepare(owner)).isEqualTo(Vote.DONE);

        owner.unsubscribe("sub").refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        assertThat(commit(owner)).isEqualTo(Vote.DONE);
        owner.unsubscribe("sub").done();
    }

    @Test
    void commitsPastDestinationsThatAreGone() {
        Address queue = other.temporary(AddressKind.TEMPORARY_QUEUE);
        Address topic = other.temporary(AddressKind.TEMPORARY_TOPIC);
        begin(client, -1);
        client.send(core.message(queue), -1).done();
        client.send(core.message(topic), -1).done();
        client.send(core.toQueue("q"), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        other.disconnect();

        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(core.queue("q").waiting()).isEqualTo(1);
        assertThat(core.statistics().memoryBytes()).isEqualTo(96 + core.queue("q").bytes());
    }

    @Test
    void forgetsABranchWhoseMessagesHaveGoneWithTheirQueue() {
        Address queue = client.temporary(AddressKind.TEMPORARY_QUEUE);
        client.send(core.message(queue)).done();
        long consumer = client.open(new Source.OfQueue(queue), null);
        client.credit(consumer, 1);
        begin(client, -1);
        end(client, -1, consumed(client, consumer));
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        client.disconnect();

        assertThat(inDoubt(other)).containsExactly(BRANCH);
        rollback(other);
        assertThat(core.statistics().memoryBytes()).isZero();
        assertThat(core.state().branches().all()).isEmpty();
    }

    // ---- time

    @Test
    void rollsBackWhatTakesTooLongAndTellsEverybodyWhoAsks() {
        client.send(core.toQueue("q")).done();
        begin(client, -1, 100);
        long consumer = client.consume("q", 1);
        end(client, -1, consumed(client, consumer));
        join(client, -2);
        core.time().advance(99);
        client.send(core.toQueue("out"), -2).done();
        core.time().advance(1);

        client.send(core.toQueue("out"), -2).refused(ErrorCode.TRANSACTION_ROLLED_BACK);
        assertThat(core.queue("q").waiting()).isEqualTo(1);
        assertThat(vote(other, new JoinBranch(BRANCH, JoinBranch.How.JOIN, -1, 0))).isEqualTo(Vote.TIMED_OUT);
        other.ask(new PrepareBranch(BRANCH)).refused(ErrorCode.BRANCH_STATE);
        assertThat(leave(client, -2, LeaveBranch.How.SUCCESS)).isEqualTo(Vote.TIMED_OUT);
        assertThat(prepare(other)).isEqualTo(Vote.TIMED_OUT);
        other.ask(new PrepareBranch(BRANCH)).refused(ErrorCode.UNKNOWN_BRANCH);
        assertThat(core.queue("out").depth()).isZero();
    }

    @Test
    void setsNoLimitOfTimeToAPreparedBranch() {
        begin(client, -1, 100);
        client.send(core.toQueue("q"), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);

        assertThat(core.state().deadlines().size()).isZero();
        core.time().advance(1_000);
        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(core.queue("q").waiting()).isEqualTo(1);
    }

    // ---- connections that end

    @Test
    void keepsABranchThatOneOfTwoConnectionsLeftWhileItWorkedInItAndTellsTheOther() {
        client.send(core.toQueue("q")).done();
        client.send(core.toQueue("q")).done();
        begin(client, -1);
        long first = client.consume("q", 1);
        end(client, -1, consumed(client, first));
        join(client, -2);
        join(other, -1);
        long second = other.consume("q", 1);
        Settlement held = consumed(other, second);
        other.send(core.toQueue("out"), -1).done();
        client.lose();

        assertThat(core.queue("q").waiting()).isEqualTo(1);
        assertThat(core.queue("q").inFlight()).as("held by the other session").isEqualTo(1);
        other.send(core.toQueue("out"), -1).refused(ErrorCode.TRANSACTION_ROLLED_BACK);
        assertThat(leave(other, -1, LeaveBranch.How.SUCCESS, held)).isEqualTo(Vote.ROLLED_BACK);
        assertThat(core.queue("q").waiting()).isEqualTo(2);
        assertThat(prepare(other)).isEqualTo(Vote.ROLLED_BACK);
        assertThat(core.queue("out").depth()).isZero();
        assertThat(core.state().branches().all()).isEmpty();
    }

    @Test
    void keepsWhatAConnectionHadFinishedWhileAnotherTakesPart() {
        client.send(core.toQueue("q")).done();
        begin(client, -1);
        long consumer = client.consume("q", 1);
        client.send(core.toQueue("out"), -1).done();
        end(client, -1, consumed(client, consumer));
        join(other, -1);
        client.lose();

        assertThat(core.queue("q").inFlight()).isEqualTo(1);
        end(other, -1);
        assertThat(commitInOnePhase(other)).isEqualTo(Vote.DONE);
        assertThat(core.queue("q").depth()).isZero();
        assertThat(core.queue("out").depth()).isEqualTo(1);
        assertThat(core.state().branches().all()).isEmpty();
        assertThat(core.state().transactions().of(1)).isEmpty();
    }

    @Test
    void doesNotWaitForASessionWhoseConnectionHasEnded() {
        begin(client, -1);
        join(other, -1);
        end(other, -1);
        client.lose();

        assertThat(commitInOnePhase(other)).isEqualTo(Vote.ROLLED_BACK);
    }

    @Test
    void forgetsABranchWithTheLastConnectionThatTookPart() {
        begin(client, -1);
        join(other, -1);
        client.lose();
        other.lose();

        assertThat(core.state().branches().all()).isEmpty();
        assertThat(core.statistics().memoryBytes()).isZero();
    }

    @Test
    void remembersWhyABranchWasRolledBackWhenAConnectionEndsLater() {
        begin(client, -1, 100);
        join(other, -1);
        core.time().advance(100);
        client.lose();

        assertThat(leave(other, -1, LeaveBranch.How.SUCCESS)).isEqualTo(Vote.TIMED_OUT);
        assertThat(prepare(other)).isEqualTo(Vote.TIMED_OUT);
    }

    @Test
    void keepsTheSenderOfAPreparedMessageForNoLocal() {
        TestClient sender = core.connect("me");
        long mine = sender.open(new Source.OfSubscription(Address.topic("t"), "mine", true, false, true), null);
        sender.close(mine);
        long everybody = other.open(TestClient.named("t", "all", false, true), null);
        begin(sender, -1);
        sender.send(core.toTopic("t"), -1).done();
        end(sender, -1);
        assertThat(prepare(sender)).isEqualTo(Vote.DONE);
        sender.disconnect();

        assertThat(commit(other)).isEqualTo(Vote.DONE);
        other.credit(everybody, 1);
        assertThat(other.takeTexts(everybody)).containsExactly("m1");
        TestClient again = core.connect("me");
        long reopened = again.open(new Source.OfSubscription(Address.topic("t"), "mine", true, false, true), null);
        again.credit(reopened, 1);
        assertThat(again.takeDeliveries(reopened)).as("sent by the same client identifier").isEmpty();
    }

    @Test
    void sparesAnUnnamedNoLocalSubscriptionOfThePreparingConnection() {
        long local = client.subscribe("t", null, true);
        client.credit(local, 5);
        begin(client, -1);
        client.send(core.toTopic("t"), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);

        assertThat(commit(other)).isEqualTo(Vote.DONE);
        assertThat(client.takeDeliveries(local)).isEmpty();
    }

    // ---- states

    @Test
    void hasNothingToForget() {
        client.ask(new ForgetBranch(BRANCH)).refused(ErrorCode.UNKNOWN_BRANCH);
        begin(client, -1);
        client.ask(new ForgetBranch(BRANCH)).refused(ErrorCode.BRANCH_STATE);
    }

    /** For example because the time of the branch was up. */
    @Test
    void takesBackWhatASessionHoldsWithTheRollbackOfABranchThatIsOver() {
        client.send(core.toQueue("q")).done();
        long consumer = client.consume("q", 1);
        long held = client.takeDeliveries(consumer).get(0).delivery();

        Settlement released = Settlement.of(consumer, Outcome.RELEASED, held);
        client.ask(new RollbackBranch(BRANCH, List.of(released))).refused(ErrorCode.UNKNOWN_BRANCH);
        client.credit(consumer, 1);
        assertThat(client.takeDeliveries(consumer)).hasSize(1);
    }

    @Test
    void takesBackWhatASessionHoldsTogetherWithTheRollback() {
        for (int i = 0; i < 2; i++) {
            client.send(core.toQueue("q")).done();
        }
        begin(client, -1);
        long consumer = client.consume("q", 2);
        long[] held = client.takeDeliveries(consumer).stream().mapToLong(Event.Deliver::delivery).toArray();
        end(client, -1, Settlement.of(consumer, Outcome.ACCEPTED, held[0]));
        rollback(client, Settlement.of(consumer, Outcome.RELEASED, held[1]));

        client.credit(consumer, 2);
        assertThat(client.takeDeliveries(consumer)).extracting(Event.Deliver::attempt).containsExactly(2, 1);
    }

    // ---- room

    @Test
    void answersASenderThatWaitsForRoomAsSoonAsItsBranchIsOver() {
        CoreHarness tight = CoreHarness.with(Map.of("q", policy(1)));
        TestClient sender = tight.connect();
        TestClient behind = tight.connect();
        sender.send(tight.toQueue("q")).done();
        begin(sender, -1, 100);
        TestClient.Answer waiting = sender.send(tight.toQueue("q"), -1);
        TestClient.Answer patient = behind.send(tight.toQueue("q"));
        tight.time().advance(99);
        assertThat(waiting.isThere()).isFalse();
        tight.time().advance(1);

        waiting.refused(ErrorCode.TRANSACTION_ROLLED_BACK);
        assertThat(patient.isThere()).as("there is still no room").isFalse();
        long consumer = behind.consume("q", 1);
        behind.settleAll(consumer, Outcome.ACCEPTED);
        patient.done();
    }

    @Test
    void letsASenderInThatWaitsForMemoryWhenABranchIsRolledBack() {
        CoreHarness tight = CoreHarness.with(BrokerPolicy.defaults().withMaxMemoryBytes(1 << 20), Map.of());
        TestClient sender = tight.connect();
        TestClient patient = tight.connect();
        begin(sender, -1, 100);
        sender.send(tight.toQueue("q").body(new TextBody("x".repeat(700_000))), -1).done();
        TestClient.Answer waiting =
                patient.send(tight.toQueue("q").body(new TextBody("x".repeat(400_000))));
        assertThat(waiting.isThere()).isFalse();
        tight.time().advance(100);
        waiting.done();
    }

    private static DestinationPolicy policy(long messages) {
        return DestinationPolicy.DEFAULT.withLimits(new Limits(messages, -1, FullPolicy.BLOCK, PATIENCE));
    }
}
