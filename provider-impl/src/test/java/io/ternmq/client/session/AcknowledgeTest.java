// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.receiveNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Settle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who acknowledges what, and what comes again. */
final class AcknowledgeTest {

    private final SessionStage stage = new SessionStage();

    @Test
    void acknowledgesEverythingConsumedWhenTheProgramSaysSo() {
        ClientSession session = stage.session(AcknowledgeMode.CLIENT);
        ClientConsumer first = stage.consumer(session);
        ClientConsumer second = stage.consumer(session);
        consume(first, 1, 10, 11);
        consume(second, 2, 20);
        stage.broker.hearsNothing();

        session.acknowledge();
        stage.broker.hears("settle: accepted 1/10+11, accepted 2/20");
        session.acknowledge();
        stage.broker.hearsNothing();
    }

    @Test
    void acknowledgesOneMessageOfMany() {
        ClientSession session = stage.session(AcknowledgeMode.INDIVIDUAL);
        List<Event.Deliver> consumed = new ArrayList<>();
        ClientConsumer consumer = stage.consumer(session);
        for (int number = 10; number < 13; number++) {
            stage.broker.delivers(1, number, "m");
            consumer.receive(0, consumed::add);
        }

        session.acknowledge(consumed.get(1));
        session.acknowledge(consumed.get(1));
        stage.broker.hears("settle: accepted 1/11");
        session.recover();
        stage.broker.hears("credit 1 revoked", "settle: failed 1/10+12 because the session was recovered");
    }

    @Test
    void keepsWhatTheBrokerRefusedToSettle() {
        ClientSession session = stage.session(AcknowledgeMode.CLIENT);
        consume(stage.consumer(session), 1, 10);

        stage.broker.refuses(Settle.class, ErrorCode.STORE_FAILED);
        assertThatThrownBy(session::acknowledge).isInstanceOf(ProviderException.class);
        stage.broker.hearsNoMatterWhat();
        assertThatThrownBy(session::acknowledge).isInstanceOf(ProviderException.class);
        stage.broker.hears("settle: accepted 1/10");
    }

    @Test
    void acknowledgesInBatchesWhereDuplicatesAreAllowed() {
        ClientSession session = stage.session(AcknowledgeMode.LAZY);
        ClientConsumer consumer = stage.consumer(session);
        for (int number = 10; number < 14; number++) {
            stage.broker.delivers(1, number, "m");
        }

        receiveNow(consumer);
        receiveNow(consumer);
        receiveNow(consumer);
        stage.broker.hearsNothing();
        receiveNow(consumer);
        stage.broker.hears("lazily settle: accepted 1/10+11+12+13");
    }

    @Test
    void recoversEverythingConsumedTogetherWithWhatArrivedBehindIt() {
        ClientSession session = stage.session(AcknowledgeMode.CLIENT);
        ClientConsumer consumer = stage.consumer(session);
        consume(consumer, 1, 10, 11);
        stage.broker.delivers(1, 12, "behind");

        session.recover();
        stage.broker.hears(
                "credit 1 revoked", "settle: failed 1/10+11 because the session was recovered, released 1/12");
        session.acknowledge();
        stage.broker.hearsNothing();
    }

    @Test
    void hasNothingToRecoverWhereReceivingAcknowledges() {
        ClientSession session = stage.session(AcknowledgeMode.AUTO);
        consume(stage.consumer(session), 1, 10);
        stage.broker.hears("lazily accept 1/10");

        session.recover();
        stage.broker.hearsNothing();
    }

    @Test
    void givesBackWhatAReaderCouldNotRead() {
        ClientSession session = stage.session(AcknowledgeMode.AUTO);
        ClientConsumer consumer = stage.consumer(session);
        stage.broker.delivers(1, 10, "a");
        stage.broker.delivers(1, 11, "b");

        assertThatThrownBy(() -> consumer.receive(0, delivery -> {
            throw new IllegalArgumentException("no such body");
        })).hasMessage("no such body");
        stage.broker.hears("credit 1 revoked", "settle: released 1/10, released 1/11");
    }

    @Test
    void countsAsConsumedWhatAReaderCouldNotReadWhereTheProgramAcknowledges() {
        ClientSession session = stage.session(AcknowledgeMode.CLIENT);
        ClientConsumer consumer = stage.consumer(session);
        stage.broker.delivers(1, 10, "a");

        assertThatThrownBy(() -> consumer.receive(0, delivery -> {
            throw new IllegalArgumentException("no such body");
        })).hasMessage("no such body");
        session.acknowledge();
        stage.broker.hears("settle: accepted 1/10");
    }

    @Test
    void showsAMessageOnlyWhenTheLastOneIsSafelyAcknowledged() {
        ClientConsumer consumer = stage.consumer(stage.session(AcknowledgeMode.AUTO));
        stage.broker.holds(Acknowledge.class);
        stage.broker.delivers(1, 10, "a", message -> message.persistent(true));
        stage.broker.delivers(1, 11, "b", message -> message.persistent(true));
        assertThat(receiveNow(consumer)).isEqualTo("a");

        SessionStage.Receiving next = stage.receiving(consumer, 0).asleep();
        stage.broker.answersHeld(Acknowledge.class, Reply.Done.INSTANCE);
        assertThat(next.result()).isEqualTo("b");
    }

    @Test
    void givesBackTheMessageThatWouldFollowAnAcknowledgementThatFailed() {
        ClientConsumer consumer = stage.consumer(stage.session(AcknowledgeMode.AUTO));
        stage.broker.refuses(Acknowledge.class, ErrorCode.STORE_FAILED);
        stage.broker.delivers(1, 10, "a", message -> message.persistent(true));
        stage.broker.delivers(1, 11, "b", message -> message.persistent(true));
        assertThat(receiveNow(consumer)).isEqualTo("a");

        assertThatThrownBy(() -> receiveNow(consumer)).isInstanceOf(ProviderException.class);
        stage.broker.hears("accept 1/10", "credit 1 revoked", "settle: released 1/11");
    }

    @Test
    void showsAListenerNothingAfterAnAcknowledgementThatFailed() {
        ClientConsumer consumer = stage.consumer(stage.session(AcknowledgeMode.AUTO));
        stage.broker.refuses(Acknowledge.class, ErrorCode.STORE_FAILED);
        stage.broker.delivers(1, 10, "a", message -> message.persistent(true));
        stage.broker.delivers(1, 11, "b", message -> message.persistent(true));
        List<String> seen = new ArrayList<>();
        consumer.listen(SessionStage.into(seen));
        stage.executor.runAll();

        assertThat(seen).containsExactly("a");
    }

    @Test
    void refusesToRecoverATransaction() {
        assertThatThrownBy(stage.session(AcknowledgeMode.TRANSACTED)::recover)
                .isInstanceOfSatisfying(ProviderException.class, refusal ->
                        assertThat(refusal.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
    }

    private void consume(ClientConsumer consumer, long number, long... deliveries) {
        for (long delivery : deliveries) {
            stage.broker.delivers(number, delivery, "m" + delivery);
            assertThat(receiveNow(consumer)).isEqualTo("m" + delivery);
        }
    }
}
