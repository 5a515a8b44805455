// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.receiveNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** How much a consumer asks for, and when it gives back. */
final class CreditTest {

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.session(AcknowledgeMode.AUTO);
    private final ClientConsumer consumer = stage.consumer(session);

    @Test
    void asksForOneMessageAndAcknowledgesWithoutAskingForMore() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.hears("credit 1 +1");

        stage.broker.delivers(1, 10, "a");
        assertThat(receiving.result()).isEqualTo("a");
        stage.broker.hears("lazily accept 1/10");
    }

    @Test
    void acknowledgesPersistentMessagesAtOnce() {
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a", m -> m.persistent(true)));

        assertThat(receiveNow(consumer)).isEqualTo("a");
        stage.broker.hears("credit 1 +1", "accept 1/10");
    }

    @Test
    void returnsWithoutWaitingWhatTheBrokerHasReady() {
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));

        assertThat(receiveNow(consumer)).isEqualTo("a");
        stage.broker.hears("credit 1 +1", "lazily accept 1/10");
    }

    @Test
    void leavesNoCreditBehindWhenThereIsNothing() {
        assertThat(receiveNow(consumer)).isNull();
        stage.broker.hears("credit 1 +1", "credit 1 revoked");
    }

    @Test
    void returnsWhatArrivesWhileCreditIsRevoked() {
        SessionStage.Receiving receiving =
                stage.receiving(consumer, TimeUnit.MILLISECONDS.toNanos(500)).asleep();
        stage.broker.hears("credit 1 +1");

        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "late"));
        stage.clock.advanceMillis(500);
        assertThat(receiving.result()).isEqualTo("late");
        stage.broker.hears("credit 1 revoked", "lazily accept 1/10");
    }

    @Test
    void returnsNothingWhenTheTimeIsOver() {
        SessionStage.Receiving receiving =
                stage.receiving(consumer, TimeUnit.MILLISECONDS.toNanos(500)).asleep();

        stage.clock.advanceMillis(499);
        assertThat(receiving.isDone()).isFalse();
        stage.clock.advanceMillis(1);
        assertThat(receiving.result()).isNull();
        stage.broker.hears("credit 1 +1", "credit 1 revoked");
    }

    @Test
    void doublesTheWindowWhileItIsServedWithoutSleeping() {
        deliverOnCredit(10, 1);
        assertThat(receiveNow(consumer)).isEqualTo("m10");
        deliverOnCredit(11, 1);
        assertThat(receiveNow(consumer)).isEqualTo("m11");
        stage.broker.hears("credit 1 +1", "lazily accept 1/10", "credit 1 +1", "lazily accept 1/11 +2");

        deliverAll(12, 2);
        assertThat(receiveNow(consumer)).isEqualTo("m12");
        assertThat(receiveNow(consumer)).isEqualTo("m13");
        stage.broker.hears("lazily accept 1/12 +1", "lazily accept 1/13 +1");
    }

    @Test
    void refillsTheWindowWhenHalfIsUsedAndNeverExceedsTheLimit() {
        growToEight();

        deliverAll(100, 8);
        for (int i = 0; i < 8; i++) {
            assertThat(receiveNow(consumer)).isEqualTo("m" + (100 + i));
        }
        stage.broker.hears(
                "lazily accept 1/100",
                "lazily accept 1/101",
                "lazily accept 1/102",
                "lazily accept 1/103 +4",
                "lazily accept 1/104",
                "lazily accept 1/105",
                "lazily accept 1/106",
                "lazily accept 1/107 +4");
    }

    @Test
    void fallsBackToOneMessageAfterWaitingInVain() {
        growToEight();

        assertThat(receiveNow(consumer)).isNull();
        stage.broker.hears("credit 1 revoked");
        assertThat(receiveNow(consumer)).isNull();
        stage.broker.hears("credit 1 +1", "credit 1 revoked");
    }

    @Test
    void givesEverythingAndItsCreditBackWhenOthersWaitAndNobodyReceivesHere() {
        growToEight();
        deliverAll(100, 3);

        stage.broker.says(new Event.Recall(1, false));
        stage.broker.hears("credit 1 revoked", "settle: released 1/100+101+102");
        stage.broker.says(new Event.Recall(1, false));
        stage.broker.hears("credit 1 revoked");
    }

    @Test
    void asksForNothingBeforeARecallIsConfirmedSoThatNothingOvertakesWhatGoesBack() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.hears("credit 1 +1");
        stage.broker.holds(Credit.class);

        stage.broker.says(new Event.Recall(1, true));
        receiving.asleep();
        stage.broker.delivers(1, 10, "on its way");
        receiving.asleep();
        stage.broker.hears("credit 1 revoked", "settle: released 1/10");

        stage.broker.answersHeld(Credit.class, Reply.Done.INSTANCE);
        stage.broker.comesToHear("credit 1 +1");
        stage.broker.delivers(1, 10, "again");
        assertThat(receiving.result()).isEqualTo("again");
    }

    @Test
    void sendsBackWhatNewCreditBroughtThatCrossedARecall() {
        stage.broker.reacts(Credit.class, () -> {
            stage.broker.holds(Credit.class);
            stage.broker.says(new Event.Recall(1, true));
            stage.broker.answersHeld(Credit.class, Reply.Done.INSTANCE);
            stage.broker.delivers(1, 11, "ahead of what goes back");
        });
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.hears("credit 1 +1", "credit 1 revoked", "credit 1 revoked", "settle: released 1/11");

        stage.broker.answersHeld(Credit.class, Reply.Done.INSTANCE);
        stage.broker.comesToHear("credit 1 +1");
        stage.broker.delivers(1, 11, "in its place");
        assertThat(receiving.result()).isEqualTo("in its place");
    }

    @Test
    void sendsExpiredMessagesBackInsteadOfShowingThem() {
        growToEight();
        stage.broker.delivers(1, 100, "old", m -> m.expirationMillis(stage.clock.millis() + 10));
        stage.broker.delivers(1, 101, "new", m -> m.expirationMillis(stage.clock.millis() + 20));

        stage.clock.advanceMillis(10);
        assertThat(receiveNow(consumer)).isEqualTo("new");
        stage.broker.hears("settle: released 1/100", "lazily accept 1/101");
    }

    @Test
    void showsHigherPrioritiesBeforeWhatItHoldsReady() {
        growToEight();
        int[] priorities = {4, 4, 9, 7, 9, 0, 4};
        for (int i = 0; i < priorities.length; i++) {
            int priority = priorities[i];
            stage.broker.delivers(1, 100 + i, "m" + i, m -> m.priority(priority));
        }

        for (int number : new int[] {2, 4, 3, 0, 1, 6, 5}) {
            assertThat(receiveNow(consumer)).isEqualTo("m" + number);
        }
    }

    @Test
    void holdsNothingWhileTheConnectionIsStopped() {
        growToEight();
        deliverAll(100, 2);

        stage.sessions.stop();
        stage.broker.hears("credit 1 revoked", "settle: released 1/100+101");
        assertThat(receiveNow(consumer)).isNull();
        stage.broker.hearsNothing();
    }

    @Test
    void sendsBackAtOnceWhatArrivesWhileTheConnectionIsStopped() {
        stage.sessions.stop();
        stage.broker.hearsNoMatterWhat();

        stage.broker.delivers(1, 10, "a");
        stage.broker.hears("settle: released 1/10");
    }

    @Test
    void asksAgainWhenTheConnectionIsStartedWhileAThreadReceives() {
        stage.sessions.stop();
        stage.broker.hearsNoMatterWhat();
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.hearsNothing();

        stage.sessions.start();
        stage.broker.comesToHear("credit 1 +1");
        stage.broker.delivers(1, 10, "a");
        assertThat(receiving.result()).isEqualTo("a");
    }

    @Test
    void asksAgainAfterAStopThatRevokedWhatAThreadWaitsFor() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.hears("credit 1 +1");

        stage.sessions.stop();
        stage.broker.hears("credit 1 revoked");
        stage.sessions.start();
        stage.broker.comesToHear("credit 1 +1");
        stage.broker.delivers(1, 10, "a");
        assertThat(receiving.result()).isEqualTo("a");
    }

    @Test
    void receiveTimersGoOnWhileTheConnectionIsStopped() {
        stage.sessions.stop();
        SessionStage.Receiving receiving =
                stage.receiving(consumer, TimeUnit.MILLISECONDS.toNanos(500)).asleep();

        stage.clock.advanceMillis(500);
        assertThat(receiving.result()).isNull();
    }

    @Test
    void revokesCreditWhenTheReceiverIsInterrupted() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();

        receiving.interrupt();
        ProviderException thrown =
                Assertions.catchThrowableOfType(ProviderException.class, receiving::result);
        assertThat(thrown.code()).isEqualTo(ErrorCode.TIMEOUT);
        stage.broker.hears("credit 1 +1", "credit 1 revoked");
    }

    @Test
    void refusesASecondThreadThatReceives() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();

        ProviderException thrown =
                Assertions.catchThrowableOfType(ProviderException.class, () -> receiveNow(consumer));
        assertThat(thrown.code()).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(receiving.isDone()).isFalse();
    }

    /** Lets the window of the consumer grow to its limit, with all eight credits at the broker. */
    private void growToEight() {
        for (long number = 10; number < 16; number++) {
            deliverOnCredit(number, 1);
            assertThat(receiveNow(consumer)).isEqualTo("m" + number);
        }
        stage.broker.hearsNoMatterWhat();
    }

    private void deliverOnCredit(long from, int count) {
        stage.broker.reacts(Credit.class, () -> deliverAll(from, count));
    }

    private void deliverAll(long from, int count) {
        for (long number = from; number < from + count; number++) {
            stage.broker.delivers(1, number, "m" + number);
        }
    }
}
