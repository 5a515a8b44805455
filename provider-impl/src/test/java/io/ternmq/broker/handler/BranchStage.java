// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Vote;
import java.util.List;

/** One branch, and the steps that tests of branches are made of. */
final class BranchStage {

    static final BranchId BRANCH = branch(1);

    private BranchStage() {}

    static BranchId branch(int number) {
        return new BranchId(7, Bytes.copyOf(new byte[] {(byte) number}), Bytes.EMPTY);
    }

    static Vote vote(TestClient client, Request request) {
        return ((Reply.Voted) client.ask(request).get()).vote();
    }

    static void begin(TestClient client, long number) {
        begin(client, number, 0);
    }

    static void begin(TestClient client, long number, long timeoutMillis) {
        JoinBranch request = new JoinBranch(BRANCH, JoinBranch.How.NEW, number, timeoutMillis);
        assertThat(vote(client, request)).isEqualTo(Vote.DONE);
    }

    static void join(TestClient client, long number) {
        assertThat(vote(client, new JoinBranch(BRANCH, JoinBranch.How.JOIN, number, 0))).isEqualTo(Vote.DONE);
    }

    static Vote leave(TestClient client, long number, LeaveBranch.How how, Settlement... settlements) {
        return vote(client, new LeaveBranch(BRANCH, number, how, List.of(settlements)));
    }

    static void end(TestClient client, long number, Settlement... settlements) {
        assertThat(leave(client, number, LeaveBranch.How.SUCCESS, settlements)).isEqualTo(Vote.DONE);
    }

    static Vote prepare(TestClient client) {
        return vote(client, new PrepareBranch(BRANCH));
    }

    static Vote commit(TestClient client) {
        return vote(client, new CommitBranch(BRANCH, false));
    }

    static Vote commitInOnePhase(TestClient client) {
        return vote(client, new CommitBranch(BRANCH, true));
    }

    static void rollback(TestClient client, Settlement... settlements) {
        client.ask(new RollbackBranch(BRANCH, List.of(settlements))).done();
    }

    static List<BranchId> inDoubt(TestClient client) {
        return ((Reply.InDoubt) client.ask(new RecoverBranches()).get()).branches();
    }

    /** Everything that has arrived for a consumer, as consumed. */
    static Settlement consumed(TestClient client, long consumer) {
        long[] deliveries = client.takeDeliveries(consumer).stream()
                .mapToLong(delivery -> delivery.delivery())
                .toArray();
        return Settlement.of(consumer, Outcome.ACCEPTED, deliveries);
    }

    /** Prepares a branch that has consumed what is in one queue and sends a message to another, for anybody to end. */
    static void prepareWork(CoreHarness core, TestClient client, String from, String to) {
        begin(client, -1);
        long consumer = client.consume(from, 10);
        client.send(core.toQueue(to), -1).done();
        end(client, -1, consumed(client, consumer));
        client.close(consumer);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
    }
}
