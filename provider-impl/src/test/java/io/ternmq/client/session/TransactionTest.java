// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.message;
import static io.ternmq.client.session.SessionStage.receiveNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Local transactions: what goes with a commit and what a rollback gives back. */
final class TransactionTest {

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.session(AcknowledgeMode.TRANSACTED);
    private final ClientConsumer consumer = stage.consumer(session);

    @Test
    void commitsWhatWasSentAndConsumedAndBeginsTheNext() {
        session.send(message("out"));
        consume(10, 11);
        session.commit();
        stage.broker.hears("send out in 1", "commit 1: accepted 1/10+11");

        session.send(message("out"));
        session.commit();
        stage.broker.hears("send out in 2", "commit 2");
    }

    @Test
    void saysNothingWhenNothingWasDone() {
        session.commit();
        session.rollback();
        stage.broker.hearsNothing();
    }

    @Test
    void rollsBackWhatWasConsumedTogetherWithWhatArrivedBehindIt() {
        consume(10, 11);
        stage.broker.delivers(1, 12, "behind");
        session.rollback();
        stage.broker.hears(
                "credit 1 revoked",
                "rollback 1: failed 1/10+11 because the transaction was rolled back, released 1/12");
    }

    @Test
    void leavesWhatArrivedAloneWhenOnlySendsAreRolledBack() {
        session.send(message("out"));
        stage.broker.delivers(1, 10, "next");
        session.rollback();
        stage.broker.hears("send out in 1", "rollback 1");
        assertThat(receiveNow(consumer)).isEqualTo("next");
    }

    @Test
    void givesEverythingBackWhenTheCommitIsRefused() {
        session.send(message("out"));
        consume(10);
        stage.broker.delivers(1, 11, "behind");
        stage.broker.hearsNoMatterWhat();

        stage.broker.refuses(Commit.class, ErrorCode.RESOURCE_LIMIT);
        ProviderException thrown = catchThrowableOfType(ProviderException.class, session::commit);
        assertThat(thrown.code()).isEqualTo(ErrorCode.TRANSACTION_ROLLED_BACK);
        assertThat(thrown).hasCauseInstanceOf(ProviderException.class);
        stage.broker.hears(
                "commit 1: accepted 1/10",
                "credit 1 revoked",
                "settle: failed 1/10 because the commit was refused, released 1/11");

        session.commit();
        stage.broker.hearsNothing();
    }

    @Test
    void doesNotClaimARollbackWhenNobodyKnows() {
        session.send(message("out"));
        stage.broker.refuses(Commit.class, ErrorCode.CONNECTION_LOST);
        ProviderException thrown = catchThrowableOfType(ProviderException.class, session::commit);
        assertThat(thrown.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    }

    @Test
    void rollsBackOnClose() {
        session.send(message("out"));
        consume(10);
        stage.broker.delivers(1, 11, "behind");
        stage.broker.hearsNoMatterWhat();

        session.close();
        stage.broker.hears("rollback 1: failed 1/10, released 1/11", "close 1");
    }

    @Test
    void closingLeavesACommitThatIsUnderWayAlone() {
        session.send(message("out"));
        consume(10);
        stage.broker.hearsNoMatterWhat();
        stage.broker.holds(Commit.class);
        SessionStage.Receiving committing = stage.new Receiving(() -> {
            session.commit();
            return "committed";
        }).asleep();
        stage.broker.hears("commit 1: accepted 1/10");

        session.close();
        stage.broker.hears("close 1");
        stage.broker.answersHeld(Commit.class, Reply.Done.INSTANCE);
        assertThat(committing.result()).isEqualTo("committed");
    }

    @Test
    void nothingIsSentOrCommittedInATransactionThatClosingHasRolledBack() {
        LocalTransaction transaction = new LocalTransaction(
                stage.connection, session.consumption(), List.of());
        transaction.forSend();
        transaction.end(List.of());
        stage.broker.hears("rollback 2");

        assertThat(catchThrowableOfType(ProviderException.class, transaction::commit).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(catchThrowableOfType(ProviderException.class, transaction::rollback).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(catchThrowableOfType(ProviderException.class, transaction::forSend).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
        stage.broker.hearsNothing();
    }

    @Test
    void commitsAfterAllAsynchronousSendsAreAnswered() {
        stage.broker.holds(Send.class);
        session.sendAsync(message("out"), this, failure -> {});
        SessionStage.Receiving committing = stage.new Receiving(() -> {
            session.commit();
            return "committed";
        }).asleep();
        stage.broker.hears("send out in 1");

        stage.broker.answersHeld(Send.class, Reply.Done.INSTANCE);
        stage.executor.runAll();
        assertThat(committing.result()).isEqualTo("committed");
        stage.broker.hears("commit 1");
    }

    @Test
    void refusesCommitWhereThereIsNoTransaction() {
        ClientSession plain = stage.session(AcknowledgeMode.AUTO);
        assertThat(catchThrowableOfType(ProviderException.class, plain::commit).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(catchThrowableOfType(ProviderException.class, plain::rollback).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void refusesToCommitWhileAnotherThreadReceives() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        assertThat(catchThrowableOfType(ProviderException.class, session::commit).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(receiving.isDone()).isFalse();
    }

    private void consume(long... deliveries) {
        for (long delivery : deliveries) {
            stage.broker.delivers(1, delivery, "m" + delivery);
            assertThat(receiveNow(consumer)).isEqualTo("m" + delivery);
        }
    }
}
