// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.broker.handler.BranchStage.BRANCH;
import static io.ternmq.broker.handler.BranchStage.begin;
import static io.ternmq.broker.handler.BranchStage.commit;
import static io.ternmq.broker.handler.BranchStage.consumed;
import static io.ternmq.broker.handler.BranchStage.end;
import static io.ternmq.broker.handler.BranchStage.join;
import static io.ternmq.broker.handler.BranchStage.leave;
import static io.ternmq.broker.handler.BranchStage.prepare;
import static io.ternmq.broker.handler.BranchStage.rollback;
import static io.ternmq.broker.handler.BranchStage.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Vote;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a dead letter says of a branch that was rolled back: what a session has said when it left. */
class BranchCauseTest {

    private static final String THROWN = "java.lang.IllegalStateException: no such customer";
    private static final DestinationPolicy ONE_ATTEMPT =
            DestinationPolicy.DEFAULT.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(1));

    private final CoreHarness core = CoreHarness.with(Map.of("orders", ONE_ATTEMPT));
    private final TestClient client = core.connect();
    private final TestClient other = core.connect();

    private Settlement taken() {
        client.send(core.toQueue("orders")).done();
        return consumed(client, client.consume("orders", 1));
    }

    private static Settlement saying(String cause, Settlement settlement) {
        return new Settlement(settlement.consumer(), settlement.outcome(), settlement.deliveries(), cause);
    }

    private static Settlement only(String cause) {
        return new Settlement(0, Outcome.ACCEPTED, new long[0], cause);
    }

    private Object causeOfDeadLetter() {
        List<FrozenMessage> messages = client.browse("DLQ.orders", null, 0, 10).messages();
        assertThat(messages).hasSize(1);
        return messages.get(0).properties().get(DeadLetters.CAUSE);
    }

    @Test
    void saysWhatTheSessionHasSaidThatConsumedTheMessage() {
        begin(client, -1);
        end(client, -1, saying(THROWN, taken()));
        rollback(other);
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void saysNoMoreThanThatItWasRolledBackWhenNobodyHasSaidWhy() {
        begin(client, -1);
        end(client, -1, taken());
        rollback(client);
        assertThat(causeOfDeadLetter()).isEqualTo("the transaction was rolled back");
    }

    @Test
    void keepsItWhileTheBranchIsPrepared() {
        begin(client, -1);
        end(client, -1, saying(THROWN, taken()));
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        rollback(other);
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void forgetsItWithTheBranch() {
        begin(client, -1);
        end(client, -1, saying(THROWN, taken()));
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        assertThat(commit(client)).isEqualTo(Vote.DONE);
        begin(client, -2);
        end(client, -2, taken());
        rollback(client);
        assertThat(causeOfDeadLetter()).isEqualTo("the transaction was rolled back");
    }

    @Test
    void holdsForWhatWasHandedOverBeforeAPause() {
        begin(client, -1);
        leave(client, -1, LeaveBranch.How.SUSPEND, taken());
        assertThat(vote(client, new JoinBranch(BRANCH, JoinBranch.How.RESUME, -1, 0))).isEqualTo(Vote.DONE);
        end(client, -1, only(THROWN));
        rollback(client);
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void isNotUnsaidByOthersWhoLeaveWithoutAWord() {
        begin(client, -1);
        join(other, -2);
        end(client, -1, saying(THROWN, taken()));
        end(other, -2);
        rollback(client);
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void holdsWhenTheSessionItselfLeavesWithAFailure() {
        begin(client, -1);
        leave(client, -1, LeaveBranch.How.FAIL, saying(THROWN, taken()));
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void holdsForWhatWasHandedOverBeforeAFailure() {
        begin(client, -1);
        leave(client, -1, LeaveBranch.How.SUSPEND, taken());
        assertThat(vote(client, new JoinBranch(BRANCH, JoinBranch.How.RESUME, -1, 0))).isEqualTo(Vote.DONE);
        leave(client, -1, LeaveBranch.How.FAIL, only(THROWN));
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void holdsWhenTheManagerHasRolledBackBeforeTheSessionLeaves() {
        begin(client, -1);
        Settlement taken = taken();
        rollback(other);
        end(client, -1, saying(THROWN, taken));
        assertThat(causeOfDeadLetter()).isEqualTo(THROWN);
    }

    @Test
    void isNoLongerThanADeadLetterSays() {
        begin(client, -1);
        end(client, -1, saying("x".repeat(100_000), taken()));
        assertThat(core.state().branches().find(BRANCH).causeOr("")).hasSizeLessThan(1_100);
        rollback(client);
        assertThat((String) causeOfDeadLetter()).hasSizeLessThan(1_100).startsWith("xxx");
    }
}
