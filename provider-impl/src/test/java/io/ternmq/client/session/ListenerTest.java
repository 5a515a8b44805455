// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.into;
import static io.ternmq.client.session.SessionStage.message;
import static io.ternmq.client.session.SessionStage.receiveNow;
import static io.ternmq.client.session.SessionStage.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Listeners: when they are called, what their failure means, and what they may do. */
final class ListenerTest {

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.session(AcknowledgeMode.AUTO);
    private final ClientConsumer consumer = stage.consumer(session);
    private final List<String> got = new ArrayList<>();

    @Test
    void asksForOneMessageAndForTheNextWithItsAcknowledgement() {
        listen(into(got));
        stage.broker.hears("credit 1 +1");

        stage.broker.delivers(1, 10, "a");
        assertThat(got).isEmpty();
        stage.executor.runAll();
        assertThat(got).containsExactly("a");
        stage.broker.hears("lazily accept 1/10 +1");
    }

    @Test
    void asksForNothingWhileTheConnectionIsStopped() {
        stage.sessions.stop();
        stage.broker.hearsNoMatterWhat();
        listen(into(got));
        stage.broker.hearsNothing();

        stage.sessions.start();
        stage.executor.runAll();
        stage.broker.hears("credit 1 +1");
    }

    @Test
    void hasAFailedMessageDeliveredAgainBeforeTheOnesBehindIt() {
        listen(delivery -> {
            throw new IllegalArgumentException("not today");
        });
        stage.broker.hearsNoMatterWhat();

        stage.broker.delivers(1, 10, "a");
        stage.broker.delivers(1, 11, "b");
        stage.executor.runAll();
        stage.broker.hears(
                "credit 1 revoked",
                "settle: failed 1/10 because java.lang.IllegalArgumentException: not today, released 1/11",
                "credit 1 +1");
    }

    @Test
    void goesOnWithTheNextMessageAfterAFailureWhereTheProgramAcknowledges() {
        ClientSession keeping = stage.session(AcknowledgeMode.CLIENT);
        ClientConsumer failing = stage.consumer(keeping);
        failing.listen(delivery -> {
            got.add(text(delivery));
            throw new IllegalArgumentException("not today");
        });
        stage.broker.delivers(2, 20, "a");
        stage.broker.delivers(2, 21, "b");
        stage.executor.runAll();
        assertThat(got).containsExactly("a", "b");
    }

    @Test
    void recoversTheCurrentMessageFromInsideTheListener() {
        listen(delivery -> session.recover());
        stage.broker.hearsNoMatterWhat();

        stage.broker.delivers(1, 10, "a");
        stage.broker.delivers(1, 11, "b");
        stage.executor.runAll();
        stage.broker.hears(
                "credit 1 revoked",
                "settle: failed 1/10 because the session was recovered, released 1/11",
                "credit 1 +1");
    }

    @Test
    void rollsBackFromInsideTheListenerAndAsksAgain() {
        ClientSession transacted = stage.session(AcknowledgeMode.TRANSACTED);
        ClientConsumer other = stage.consumer(transacted);
        other.listen(delivery -> transacted.rollback());
        stage.executor.runAll();
        stage.broker.hears("credit 2 +1");

        stage.broker.delivers(2, 20, "a");
        stage.executor.runAll();
        stage.broker.hears(
                "credit 2 revoked",
                "rollback 1: failed 2/20 because the transaction was rolled back",
                "lazily credit 2 +1");
    }

    @Test
    void saysWhatTheListenerHasThrownWhenTheSessionIsClosedBeforeItsTransactionEnds() {
        ClientSession transacted = stage.session(AcknowledgeMode.TRANSACTED);
        ClientConsumer other = stage.consumer(transacted);
        other.listen(delivery -> {
            throw new IllegalStateException("no such customer");
        });
        stage.broker.delivers(2, 20, "a");
        stage.executor.runAll();
        stage.broker.hearsNoMatterWhat();

        transacted.close();
        stage.broker.hears(
                "rollback 1: failed 2/20 because java.lang.IllegalStateException: no such customer", "close 2");
    }

    @Test
    void leavesAMessageOutOfTheTransactionThatTheListenerWasNotShown() {
        ClientSession transacted = stage.session(AcknowledgeMode.TRANSACTED);
        ClientConsumer other = stage.consumer(transacted);
        other.listen(delivery -> {
            throw new NotShownException(new IllegalStateException("no text"));
        });
        stage.executor.runAll();
        stage.broker.hearsNoMatterWhat();
        stage.broker.delivers(2, 20, "a");
        stage.executor.runAll();
        stage.broker.hears(
                "credit 2 revoked",
                "settle: failed 2/20 because java.lang.IllegalStateException: no text",
                "credit 2 +1");

        transacted.commit();
        stage.broker.hearsNothing();
    }

    @Test
    void servesTheConsumersOfASessionInTurn() {
        ClientConsumer second = stage.consumer(session);
        listen(into(got));
        second.listen(into(got));
        for (int number = 10; number < 13; number++) {
            stage.broker.delivers(1, number, "first");
            stage.broker.delivers(2, number, "second");
        }
        stage.executor.runAll();
        assertThat(got).containsExactly("first", "second", "first", "second", "first", "second");
    }

    @Test
    void refusesToReceiveOnASessionWithAListener() {
        ClientConsumer second = stage.consumer(session);
        listen(into(got));
        assertThat(catchThrowableOfType(ProviderException.class, () -> receiveNow(second)).code())
                .isEqualTo(ErrorCode.ILLEGAL_STATE);

        consumer.listen(null);
        assertThat(receiveNow(second)).isNull();
    }

    @Test
    void mayCloseItsOwnConsumerAndStillAcknowledge() {
        listen(delivery -> consumer.close());
        stage.broker.hearsNoMatterWhat();
        stage.broker.delivers(1, 10, "a");
        stage.broker.delivers(1, 11, "b");
        stage.executor.runAll();
        stage.broker.hears("close 1: released 1/11", "lazily accept 1/10");
    }

    @Test
    void mayNeitherCloseItsSessionNorStopOrCloseItsConnection() {
        List<ErrorCode> refusals = new ArrayList<>();
        listen(delivery -> {
            refusals.add(refusalOf(session::close));
            refusals.add(refusalOf(stage.sessions::stop));
            refusals.add(refusalOf(stage.sessions::close));
        });
        stage.broker.delivers(1, 10, "a");
        stage.executor.runAll();
        assertThat(refusals).containsExactly(
                ErrorCode.ILLEGAL_STATE, ErrorCode.ILLEGAL_STATE, ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void isWaitedForByStopAndClose() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        listen(delivery -> {
            entered.countDown();
            await(mayReturn);
            session.send(message("still served"));
        });
        stage.broker.delivers(1, 10, "a");
        SessionStage.Receiving turn = stage.new Receiving(() -> {
            stage.executor.runAll();
            return "turn over";
        });
        entered.await();

        SessionStage.Receiving stopping = stage.new Receiving(() -> {
            stage.sessions.stop();
            return "stopped";
        }).asleep();
        SessionStage.Receiving closing = stage.new Receiving(() -> {
            session.close();
            return "closed";
        }).asleep();
        stage.broker.hearsNoMatterWhat();
        mayReturn.countDown();
        assertThat(turn.result()).isEqualTo("turn over");
        assertThat(stopping.result()).isEqualTo("stopped");
        assertThat(closing.result()).isEqualTo("closed");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void tellsTheConnectionWhenItsQueueIsDeleted() {
        listen(into(got));
        stage.broker.says(new Event.ConsumerClosed(
                1, new Reply.Refused(ErrorCode.INVALID_DESTINATION, "the queue was deleted")));
        assertThat(stage.trouble).containsExactly("the queue was deleted");
    }

    private void listen(DeliveryListener listener) {
        consumer.listen(listener);
        stage.executor.runAll();
    }

    private static ErrorCode refusalOf(Runnable call) {
        ProviderException refusal = catchThrowableOfType(ProviderException.class, call::run);
        return refusal == null ? null : refusal.code();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
