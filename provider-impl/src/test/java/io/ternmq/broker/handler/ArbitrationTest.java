// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.broker.handler.BranchStage.BRANCH;
import static io.ternmq.broker.handler.BranchStage.begin;
import static io.ternmq.broker.handler.BranchStage.branch;
import static io.ternmq.broker.handler.BranchStage.end;
import static io.ternmq.broker.handler.BranchStage.inDoubt;
import static io.ternmq.broker.handler.BranchStage.prepare;
import static io.ternmq.broker.handler.BranchStage.prepareWork;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BranchView;
import io.ternmq.api.management.MessageState;
import io.ternmq.api.management.Place;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.engine.BranchPictures;
import io.ternmq.broker.engine.MessagePictures;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Vote;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches that operators see and decide in place of a transaction manager. */
class ArbitrationTest {

    private enum Restart { NONE, FROM_LOG, FROM_CHECKPOINT }

    private final CoreHarness core = CoreHarness.plain();
    private TestClient client = core.connect();

    @BeforeEach
    void fill() {
        client.send(core.toQueue("in")).done();
        client.send(core.toQueue("in")).done();
    }

    private void restart(Restart how) {
        if (how == Restart.FROM_CHECKPOINT) {
            core.checkpoint();
        }
        if (how != Restart.NONE) {
            core.restart();
            client = core.connect();
        }
    }

    private List<BranchView> branches() {
        return core.shard().query(BranchPictures::all).join();
    }

    private void decide(BranchId branch, boolean isCommitted) {
        core.shard().administer((administration, out) -> {
            administration.arbitration().decide(branch, isCommitted, "ann", out);
            return true;
        }).join();
    }

    private void forget(BranchId branch) {
        core.shard().administer((administration, out) -> {
            administration.arbitration().forget(branch, out);
            return true;
        }).join();
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(CompletionException.class).cause()
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    // --- what there is --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void showsWhatAPreparedBranchHoldsAndWillSend(Restart restart) {
        Source.OfSubscription board = TestClient.named("prices.#", "board", true, true);
        client.close(client.open(board, null));
        client.send(core.toTopic("prices.eu")).done();
        long prices = client.open(board, null);
        client.credit(prices, 1);
        Settlement price = BranchStage.consumed(client, prices);
        begin(client, -1);
        long consumer = client.consume("in", 10);
        client.send(core.toQueue("out"), -1).done();
        client.send(core.toQueue("out"), -1).done();
        client.send(core.toTopic("news"), -1).done();
        end(client, -1, BranchStage.consumed(client, consumer), price);
        client.close(consumer);
        core.time().advance(7_000);
        assertThat(branches()).as("it is not prepared").isEmpty();
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        long prepared = core.time().millis();
        core.time().advance(7_000);
        restart(restart);

        assertThat(branches()).containsExactly(new BranchView(
                "7:01:",
                BranchView.State.PREPARED,
                prepared,
                Map.of("queue://out", 2, "topic://news", 1),
                Map.of("queue://in", 2, "topic://prices.#/board", 1),
                null));
        assertThat(core.statistics().preparedBranches()).isOne();
    }

    @Test
    void saysOfAMessageWhichBranchHoldsIt() {
        prepareWork(core, client, "in", "out");

        List<MessageState> states = core.shard()
                .query(state -> new MessagePictures(state, 0).browse(Place.queue("in"), null, 0, 10)).join()
                .messages().stream().map(message -> message.state()).toList();
        assertThat(states).hasSize(2).allSatisfy(state -> {
            assertThat(state.stage()).isEqualTo(MessageState.Stage.IN_TRANSACTION);
            assertThat(state.why()).contains("7:01:");
        });
    }

    @Test
    void readsTheNamesThatItWrites() {
        BranchId name = new BranchId(-7, branch(9).global(), branch(200).global());
        assertThat(name.text()).isEqualTo("-7:09:c8");
        assertThat(BranchId.parse("-7:09:C8")).isEqualTo(name);
        for (String wrong : List.of("", "7", "7:01", "7:01:02:03", "x:01:", "7:0:", "7:0g:", "7::" + "00".repeat(65))) {
            assertThatThrownBy(() -> BranchId.parse(wrong)).as(wrong).isInstanceOfSatisfying(
                    ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_BRANCH));
        }
    }

    // --- decided by hand ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void commitsByHandAndTellsTheManager(Restart restart) {
        prepareWork(core, client, "in", "out");
        core.time().advance(60_000);
        decide(BRANCH, true);
        restart(restart);

        assertThat(core.queue("in").depth()).isZero();
        assertThat(core.queue("out").waiting()).isOne();
        assertThat(inDoubt(client)).containsExactly(BRANCH);
        client.ask(new CommitBranch(BRANCH, false)).refused(ErrorCode.BRANCH_COMMITTED);
        client.ask(new RollbackBranch(BRANCH, List.of())).refused(ErrorCode.BRANCH_COMMITTED);
        client.ask(new PrepareBranch(BRANCH)).refused(ErrorCode.BRANCH_COMMITTED);
        client.ask(new JoinBranch(BRANCH, JoinBranch.How.NEW, -5, 0)).refused(ErrorCode.DUPLICATE_BRANCH);
        client.ask(new JoinBranch(BRANCH, JoinBranch.How.JOIN, -5, 0)).refused(ErrorCode.BRANCH_STATE);
        assertThat(core.queue("out").waiting()).as("once").isOne();
    }

    @ParameterizedTest
    @EnumSource
    void rollsBackByHandAndTellsTheManager(Restart restart) {
        prepareWork(core, client, "in", "out");
        decide(BRANCH, false);
        restart(restart);

        long in = client.consume("in", 5);
        assertThat(client.takeDeliveries(in)).extracting(Event.Deliver::attempt).containsExactly(2, 2);
        assertThat(core.queue("out").depth()).isZero();
        assertThat(inDoubt(client)).containsExactly(BRANCH);
        client.ask(new CommitBranch(BRANCH, false)).refused(ErrorCode.BRANCH_ROLLED_BACK);
        client.ask(new RollbackBranch(BRANCH, List.of())).refused(ErrorCode.BRANCH_ROLLED_BACK);
    }

    @ParameterizedTest
    @EnumSource
    void remembersWhoDecidedAndWhen(Restart restart) {
        long prepared = core.time().millis();
        prepareWork(core, client, "in", "out");
        core.time().advance(60_000);
        decide(BRANCH, false);
        restart(restart);

        assertThat(branches()).containsExactly(new BranchView(
                "7:01:",
                BranchView.State.ROLLED_BACK,
                prepared,
                Map.of(),
                Map.of(),
                new BranchView.Verdict(prepared + 60_000, "ann")));
        assertThat(core.statistics().preparedBranches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forgetsWhatTheManagerHasLearnt(boolean isCommitted) {
        prepareWork(core, client, "in", "out");
        client.ask(new ForgetBranch(BRANCH)).refused(ErrorCode.BRANCH_STATE);
        decide(BRANCH, isCommitted);
        client.ask(new ForgetBranch(BRANCH)).done();

        client.ask(new ForgetBranch(BRANCH)).refused(ErrorCode.UNKNOWN_BRANCH);
        client.ask(new CommitBranch(BRANCH, false)).refused(ErrorCode.UNKNOWN_BRANCH);
        restart(Restart.FROM_LOG);
        assertThat(inDoubt(client)).isEmpty();
        assertThat(branches()).isEmpty();
        assertThat(core.state().branches().all()).isEmpty();
    }

    @Test
    void forgetsInPlaceOfAManagerThatNeverComes() {
        prepareWork(core, client, "in", "out");
        assertRefused(ErrorCode.BRANCH_STATE, () -> forget(BRANCH));
        decide(BRANCH, true);
        forget(BRANCH);

        assertThat(inDoubt(client)).isEmpty();
        assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> forget(BRANCH));
    }

    @Test
    void decidesOnceAndPreparedBranchesOnly() {
        assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> decide(BRANCH, true));
        begin(client, -1);
        client.send(core.toQueue("out"), -1).done();
        assertRefused(ErrorCode.BRANCH_STATE, () -> decide(BRANCH, true));
        end(client, -1);
        assertRefused(ErrorCode.BRANCH_STATE, () -> decide(BRANCH, false));
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        decide(BRANCH, false);
        assertRefused(ErrorCode.BRANCH_ROLLED_BACK, () -> decide(BRANCH, true));
        assertRefused(ErrorCode.BRANCH_ROLLED_BACK, () -> decide(BRANCH, false));
    }

    @Test
    void holdsNoMemoryForWhatIsDecided() {
        long before = core.statistics().memoryBytes();
        begin(client, -1);
        client.send(core.toQueue("out"), -1).done();
        client.send(core.toQueue("out").persistent(false), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        decide(BRANCH, false);

        assertThat(core.statistics().memoryBytes()).isEqualTo(before);
    }

    @Test
    void takesBackWhatASessionGivesBackWithARollbackThatComesTooLate() {
        client.send(core.toQueue("other")).done();
        prepareWork(core, client, "in", "out");
        decide(BRANCH, true);
        long consumer = client.consume("other", 1);
        long held = client.takeDeliveries(consumer).get(0).delivery();

        Settlement released = Settlement.of(consumer, Outcome.RELEASED, held);
        client.ask(new RollbackBranch(BRANCH, List.of(released))).refused(ErrorCode.BRANCH_COMMITTED);
        client.credit(consumer, 1);
        assertThat(client.takeDeliveries(consumer)).hasSize(1);
    }
}
