// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Vote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session says of its listener when it leaves a branch: the broker is to know why it is rolled back. */
final class BranchSessionTest {

    private static final BranchId BRANCH = new BranchId(7, Bytes.copyOf(new byte[] {1}), Bytes.EMPTY);

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.sessions.openForBranches();
    private final Branches branches = session.branches();

    @BeforeEach
    void begin() {
        assertThat(branches.start(BRANCH, JoinBranch.How.NEW, 0)).isEqualTo(Vote.DONE);
        stage.broker.hearsNoMatterWhat();
    }

    private void serveFailing(long delivery) {
        session.serve(new Event.Deliver(3, delivery, 1, message("a")), taken -> {
            throw new IllegalStateException("no such customer");
        });
    }

    @Test
    void saysNothingOfAListenerThatHasTakenItsMessage() {
        session.serve(new Event.Deliver(3, 10, 1, message("a")), taken -> {});
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        stage.broker.hears("leave SUCCESS -1: accepted 3/10");
    }

    @Test
    void saysWhatTheListenerHasThrown() {
        serveFailing(10);
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        stage.broker.hears(
                "leave SUCCESS -1: accepted 3/10 because java.lang.IllegalStateException: no such customer");
    }

    @Test
    void saysItWithAFailure() {
        serveFailing(10);
        branches.end(BRANCH, LeaveBranch.How.FAIL);
        stage.broker.hears("leave FAIL -1: failed 3/10 because java.lang.IllegalStateException: no such customer");
    }

    @Test
    void saysItAloneWhenAllWasHandedOverBefore() {
        session.serve(new Event.Deliver(3, 10, 1, message("a")), taken -> {
            branches.end(BRANCH, LeaveBranch.How.SUSPEND);
            branches.start(BRANCH, JoinBranch.How.RESUME, 0);
            throw new IllegalStateException("no such customer");
        });
        stage.broker.hears("leave SUSPEND -1: accepted 3/10", "join RESUME -1");
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        stage.broker.hears("leave SUCCESS -1: accepted 0/ because java.lang.IllegalStateException: no such customer");
    }

    @Test
    void saysItWhenTheSessionIsClosedBeforeTheManagerAsks() {
        serveFailing(10);
        session.close();
        stage.broker.hears(
                "leave SUCCESS -1: accepted 3/10 because java.lang.IllegalStateException: no such customer");
    }

    @Test
    void leavesAMessageOutOfTheBranchThatItsListenerWasNotShown() {
        session.serve(new Event.Deliver(3, 10, 1, message("a")), taken -> {
            throw new NotShownException(new IllegalStateException("no text"));
        });
        stage.broker.hears("settle: failed 3/10 because java.lang.IllegalStateException: no text");
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        stage.broker.hears("leave SUCCESS -1");
    }

    @Test
    void forgetsItWithTheBranch() {
        serveFailing(10);
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        branches.rollback(BRANCH);
        branches.start(BRANCH, JoinBranch.How.NEW, 0);
        session.serve(new Event.Deliver(3, 11, 2, message("a")), taken -> {});
        stage.broker.hearsNoMatterWhat();
        branches.end(BRANCH, LeaveBranch.How.SUCCESS);
        stage.broker.hears("leave SUCCESS -2: accepted 3/11");
    }
}
