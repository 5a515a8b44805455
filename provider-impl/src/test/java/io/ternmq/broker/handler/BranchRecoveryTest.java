// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.broker.handler.BranchStage.BRANCH;
import static io.ternmq.broker.handler.BranchStage.begin;
import static io.ternmq.broker.handler.BranchStage.branch;
import static io.ternmq.broker.handler.BranchStage.commit;
import static io.ternmq.broker.handler.BranchStage.consumed;
import static io.ternmq.broker.handler.BranchStage.end;
import static io.ternmq.broker.handler.BranchStage.inDoubt;
import static io.ternmq.broker.handler.BranchStage.prepare;
import static io.ternmq.broker.handler.BranchStage.prepareWork;
import static io.ternmq.broker.handler.BranchStage.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.Fact;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Vote;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of branches when the broker ends and starts again, from the log or from a checkpoint. */
class BranchRecoveryTest {

    private final CoreHarness core = CoreHarness.plain();
    private TestClient client = core.connect();

    @BeforeEach
    void fill() {
        client.send(core.toQueue("in")).done();
        client.send(core.toQueue("in").persistent(false)).done();
        client.send(core.toQueue("in")).done();
    }

    private void restart(boolean fromCheckpoint) {
        if (fromCheckpoint) {
            core.checkpoint();
        }
        core.restart();
        client = core.connect();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void commitsAPreparedBranchAfterARestart(boolean fromCheckpoint) {
        prepareWork(core, client, "in", "out");
        restart(fromCheckpoint);

        assertThat(inDoubt(client)).containsExactly(BRANCH);
        assertThat(client.takeDeliveries(client.consume("in", 5))).isEmpty();
        long out = client.consume("out", 5);
        assertThat(client.takeDeliveries(out)).isEmpty();
        assertThat(core.queue("in").inFlight()).isEqualTo(2);
        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(core.queue("in").depth()).isZero();
        assertThat(client.takeTexts(out)).containsExactly("m4");

        restart(false);
        assertThat(inDoubt(client)).isEmpty();
        assertThat(core.queue("in").depth()).isZero();
        assertThat(core.queue("out").depth()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rollsAPreparedBranchBackAfterARestart(boolean fromCheckpoint) {
        prepareWork(core, client, "in", "out");
        restart(fromCheckpoint);
        client.send(core.toQueue("in")).done();
        rollback(client);

        long in = client.consume("in", 5);
        List<Event.Deliver> back = client.takeDeliveries(in);
        assertThat(back).extracting(one -> TestClient.text(one.message())).containsExactly("m1", "m3", "m5");
        assertThat(back).extracting(Event.Deliver::attempt).containsExactly(2, 2, 1);
        assertThat(core.queue("out").depth()).isZero();
        restart(false);
        assertThat(inDoubt(client)).isEmpty();
    }

    @Test
    void holdsAMessageThatCameBackFromARestartUntilTheSecondOne() {
        prepareWork(core, client, "in", "out");
        restart(true);
        restart(true);

        assertThat(core.queue("in").inFlight()).isEqualTo(2);
        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(core.queue("out").waiting()).isEqualTo(1);
    }

    @Test
    void forgetsABranchThatWasNotPrepared() {
        begin(client, -1);
        long consumer = client.consume("in", 5);
        client.send(core.toQueue("out"), -1).done();
        end(client, -1, consumed(client, consumer));
        restart(false);

        assertThat(inDoubt(client)).isEmpty();
        assertThat(client.takeDeliveries(client.consume("in", 5)))
                .extracting(Event.Deliver::attempt)
                .containsExactly(2, 2);
        assertThat(core.queue("out").depth()).isZero();
    }

    @Test
    void drawsThePictureOfPreparedBranchesOnly() {
        prepareWork(core, client, "in", "out");
        BranchId active = branch(2);
        client.ask(new JoinBranch(active, JoinBranch.How.NEW, -2, 0));
        client.send(core.toQueue("out"), -2).done();

        List<Fact> image = CoreHarness.imageOf(core.state());
        assertThat(image).filteredOn(BranchPrepared.class::isInstance)
                .containsExactly(new BranchPrepared(BRANCH, core.time().millis()));
        assertThat(image).filteredOn(Enlisted.class::isInstance).hasSize(1).allMatch(Fact::isDurable);
        assertThat(image).filteredOn(Claimed.class::isInstance).hasSize(2).allMatch(Fact::isDurable);
        assertThat(image.get(image.size() - 4)).as("before what belongs to it").isInstanceOf(BranchPrepared.class);
    }

    @Test
    void writesOnlyWhatIsToLastOfABranch() {
        Address temporary = client.temporary(AddressKind.TEMPORARY_QUEUE);
        begin(client, -1);
        client.send(core.toQueue("out"), -1).done();
        client.send(core.toQueue("out").persistent(false), -1).done();
        client.send(core.message(temporary), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);

        assertThat(CoreHarness.imageOf(core.state())).filteredOn(Enlisted.class::isInstance).hasSize(1);
        restart(false);
        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(core.queue("out").depth()).isEqualTo(1);
        assertThat(core.statistics().memoryBytes())
                .isEqualTo(core.queue("out").bytes() + core.queue("in").bytes() + 3 * 96);
    }

    @Test
    void keepsTheClientIdentifierOfASenderOfTheLastProcess() {
        TestClient sender = core.connect("me");
        Source noLocal = new Source.OfSubscription(Address.topic("t"), "mine", true, false, true);
        sender.close(sender.open(noLocal, null));
        sender.close(sender.open(TestClient.named("t", "all", true, true), null));
        begin(sender, -1);
        sender.send(core.toTopic("t"), -1).done();
        end(sender, -1);
        assertThat(prepare(sender)).isEqualTo(Vote.DONE);
        restart(true);

        assertThat(commit(client)).isEqualTo(Vote.DONE);
        TestClient again = core.connect("me");
        long mine = again.open(noLocal, null);
        long all = again.open(TestClient.named("t", "all", true, true), null);
        again.credit(mine, 1);
        again.credit(all, 1);
        assertThat(again.takeDeliveries(mine)).isEmpty();
        assertThat(again.takeDeliveries(all)).hasSize(1);
    }

    @Test
    void doesNotTakeANewConnectionForTheSenderOfTheLastProcess() {
        begin(client, -1);
        client.send(core.toTopic("t"), -1).done();
        end(client, -1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        restart(false);
        long consumer = client.subscribe("t", null, true);
        client.credit(consumer, 1);

        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(client.takeDeliveries(consumer)).as("the numbers of the connections are the same").hasSize(1);
    }

    @Test
    void listsPreparedBranchesOldestFirst() {
        for (int number = 1; number <= 3; number++) {
            BranchId id = branch(number);
            client.ask(new JoinBranch(id, JoinBranch.How.NEW, -number, 0));
            client.send(core.toQueue("out"), -number).done();
            client.ask(new LeaveBranch(id, -number, LeaveBranch.How.SUCCESS, List.of()));
        }
        client.ask(new PrepareBranch(branch(1)));
        client.ask(new PrepareBranch(branch(3)));

        assertThat(inDoubt(client)).containsExactly(branch(1), branch(3));
        restart(true);
        assertThat(inDoubt(client)).containsExactly(branch(1), branch(3));
    }
}
