// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandTransactionsTest {

    private final HandTransactions transactions = new HandTransactions();
    private final FakeResource here = new FakeResource("here");
    private final FakeResource there = new FakeResource("there");

    private Transaction begun(XAResource... resources) throws Exception {
        transactions.begin();
        Transaction transaction = Objects.requireNonNull(transactions.getTransaction());
        for (XAResource resource : resources) {
            assertThat(transaction.enlistResource(resource)).isTrue();
        }
        return transaction;
    }

    @Test
    void commitsOneBranchAtOnceAndSeveralInTwoPhases() throws Exception {
        begun(here);
        transactions.commit();
        assertThat(here.told).containsExactly("start", "end", "commit at once");
        here.told.clear();
        begun(here, there);
        transactions.commit();
        assertThat(here.told).containsExactly("start", "end", "prepare", "commit");
        assertThat(there.told).containsExactly("start", "end", "prepare", "commit");
        assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void joinsResourcesOfOnePlaceInOneBranch() throws Exception {
        FakeResource same = new FakeResource("here");
        Transaction transaction = begun(here, same);
        assertThat(transaction.delistResource(here, XAResource.TMSUSPEND)).isTrue();
        assertThat(transaction.enlistResource(here)).isTrue();
        transactions.commit();
        assertThat(here.told).containsExactly("start", "suspend", "resume", "end", "commit at once");
        assertThat(same.told).containsExactly("join", "end");
    }

    @Test
    void rollsEveryBranchBackWhenOneIsAgainstIt() throws Exception {
        there.failsAt = "prepare";
        begun(here, there);
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(here.told).endsWith("prepare", "rollback");
    }

    @Test
    void saysSoWhenABranchDoesNotCommitAfterItsVote() throws Exception {
        here.failsAt = "commit";
        begun(here, there);
        assertThatThrownBy(transactions::commit).isInstanceOf(HeuristicMixedException.class);
        assertThat(there.told).endsWith("commit");
        here.failsAt = "commit at once";
        begun(here);
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
    }

    @Test
    void saysRolledBackToThoseWhoWaitWhenItsOnlyBranchDidNotCommit() throws Exception {
        List<String> heard = new ArrayList<>();
        here.failsAt = "commit at once";
        begun(here).registerSynchronization(new Listener("one", heard));
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(heard).containsExactly("one before", "one after " + Status.STATUS_ROLLEDBACK);
    }

    @Test
    void tellsABranchThatVotedAgainstItNothingMore() throws Exception {
        there.failsAt = "prepare";
        begun(here, there);
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(there.told).endsWith("prepare");
    }

    @Test
    void rollsABranchBackThatDidNotEndInOrder() throws Exception {
        here.failsAt = "end";
        begun(here);
        assertThatThrownBy(transactions::rollback).isInstanceOf(SystemException.class);
        assertThat(here.told).containsExactly("start", "end", "rollback");
    }

    @Test
    void tellsABranchThatHasOnlyReadNothingMore() throws Exception {
        here.vote = XAResource.XA_RDONLY;
        begun(here, there);
        transactions.commit();
        assertThat(here.told).endsWith("prepare");
        assertThat(there.told).endsWith("commit");
    }

    @Test
    void takesNothingInThatIsToBeRolledBack() throws Exception {
        Transaction transaction = begun(here);
        transaction.delistResource(here, XAResource.TMFAIL);
        assertThatThrownBy(() -> transaction.enlistResource(there)).isInstanceOf(RollbackException.class);
        assertThatThrownBy(transactions::begin).isInstanceOf(NotSupportedException.class);
        assertThat(transactions.getRollbackOnly()).isTrue();
        transactions.rollback();
        assertThat(here.told).containsExactly("start", "fail", "rollback");
        assertThatThrownBy(transactions::setRollbackOnly).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsThoseWhoWaitForTheEnd() throws Exception {
        List<String> heard = new ArrayList<>();
        Transaction transaction = begun(here);
        transactions.registerInterposedSynchronization(new Listener("inner", heard));
        transaction.registerSynchronization(new Listener("outer", heard));
        Transaction suspended = transactions.suspend();
        assertThat(transactions.getTransaction()).isNull();
        transactions.resume(suspended);
        transactions.commit();
        assertThat(heard).containsExactly(
                "outer before", "inner before",
                "inner after " + Status.STATUS_COMMITTED, "outer after " + Status.STATUS_COMMITTED);
    }

    @Test
    void isThatOfTheThreadBeforeItsCompletionAndNotAfterIt() throws Exception {
        List<@Nullable Object> keys = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        Transaction transaction = begun(here);
        transaction.registerSynchronization(before(() -> {
            keys.add(transactions.getTransactionKey());
            transactions.registerInterposedSynchronization(new Listener("brought along", heard));
        }));
        transactions.commit();
        assertThat(keys).containsExactly(transaction);
        assertThat(heard).startsWith("brought along before");
        assertThat(transactions.getTransactionKey()).isNull();
    }

    @Test
    void saysNothingBeforeARollback() throws Exception {
        List<String> heard = new ArrayList<>();
        begun(here).registerSynchronization(new Listener("one", heard));
        transactions.setRollbackOnly();
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(heard).containsExactly("one after " + Status.STATUS_ROLLEDBACK);
    }

    @Test
    void namesBranchesDifferentlyFromThoseOfAnother() throws Exception {
        begun(here);
        HandTransactions others = new HandTransactions();
        others.begin();
        assertThat(Objects.requireNonNull(others.getTransaction()).enlistResource(there)).isTrue();
        byte[] mine = Objects.requireNonNull(here.branch).getGlobalTransactionId();
        assertThat(Objects.requireNonNull(there.branch).getGlobalTransactionId()).isNotEqualTo(mine);
    }

    private static Synchronization before(Runnable task) {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                task.run();
            }

            @Override
            public void afterCompletion(int status) {
                // only what is before it counts
            }
        };
    }

    private record Listener(String name, List<String> heard) implements Synchronization {

        @Override
        public void beforeCompletion() {
            heard.add(name + " before");
        }

        @Override
        public void afterCompletion(int status) {
            heard.add(name + " after " + status);
        }
    }
}
