// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.message;
import static io.ternmq.client.session.SessionStage.receiveNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of consumers, sessions and connections, wanted and unwanted. */
final class CloseTest {

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.session(AcknowledgeMode.CLIENT);
    private final ClientConsumer consumer = stage.consumer(session);

    @Test
    void aReceiverGetsNothingWhenItsConsumerIsClosed() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        consumer.close();
        assertThat(receiving.result()).isNull();
        stage.broker.hears("credit 1 +1", "close 1");
    }

    @Test
    void aReceiverGetsNothingWhenItsSessionIsClosed() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        session.close();
        assertThat(receiving.result()).isNull();
    }

    @Test
    void aClosedConsumerGivesBackWhatNobodySawAndLeavesTheRestToBeAcknowledged() {
        stage.broker.delivers(1, 10, "seen");
        receiveNow(consumer);
        stage.broker.delivers(1, 11, "unseen");

        consumer.close();
        stage.broker.hears("close 1: released 1/11");
        session.acknowledge();
        stage.broker.hears("settle: accepted 1/10");
        consumer.close();
        stage.broker.hearsNothing();
    }

    @Test
    void whatArrivesWhileAConsumerClosesGoesBack() {
        stage.broker.reacts(CloseConsumer.class, () -> stage.broker.delivers(1, 10, "late"));
        consumer.close();
        stage.broker.hears("close 1", "settle: released 1/10");
    }

    @Test
    void aClosedSessionGivesBackInOneStepWhatWasNotAcknowledged() {
        stage.broker.delivers(1, 10, "seen");
        receiveNow(consumer);
        stage.broker.delivers(1, 11, "unseen");

        session.close();
        stage.broker.hears("settle: failed 1/10, released 1/11", "close 1");
        session.close();
        stage.broker.hearsNothing();
    }

    @Test
    void aClosedSessionAcknowledgesWhatIsOnlyLate() {
        ClientSession lazy = stage.session(AcknowledgeMode.LAZY);
        ClientConsumer late = stage.consumer(lazy);
        stage.broker.delivers(2, 20, "a");
        stage.broker.delivers(2, 21, "b");
        receiveNow(late);

        lazy.close();
        stage.broker.hears("lazily settle: accepted 2/20", "settle: released 2/21", "close 2");
    }

    @Test
    void aClosedConsumerAcknowledgesWhatIsOnlyLate() {
        ClientSession lazy = stage.session(AcknowledgeMode.LAZY);
        ClientConsumer late = stage.consumer(lazy);
        stage.broker.delivers(2, 20, "a");
        stage.broker.delivers(2, 21, "b");
        receiveNow(late);

        late.close();
        stage.broker.hears("lazily settle: accepted 2/20", "close 2: released 2/21");
    }

    @Test
    void closedObjectsRefuseWork() {
        session.close();
        assertThat(refusalOf(() -> receiveNow(consumer))).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(refusalOf(() -> session.send(message("a")))).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(refusalOf(session::acknowledge)).isEqualTo(ErrorCode.ILLEGAL_STATE);
        stage.sessions.close();
        assertThat(refusalOf(() -> stage.session(AcknowledgeMode.AUTO))).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(refusalOf(stage.sessions::start)).isEqualTo(ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void aReceiverHearsThatTheLinkBroke() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.isLost();
        assertThat(refusalOf(receiving::result)).isEqualTo(ErrorCode.CONNECTION_LOST);
        stage.broker.hears("credit 1 +1");

        stage.sessions.close();
        stage.connection.close();
        stage.broker.hears("end");
    }

    @Test
    void aReceiverHearsThatItsQueueWasDeleted() {
        SessionStage.Receiving receiving = stage.receiving(consumer, ClientConsumer.FOREVER).asleep();
        stage.broker.says(new Event.ConsumerClosed(
                1, new Reply.Refused(ErrorCode.INVALID_DESTINATION, "the queue was deleted")));
        assertThat(refusalOf(receiving::result)).isEqualTo(ErrorCode.INVALID_DESTINATION);
        assertThat(refusalOf(() -> receiveNow(consumer))).isEqualTo(ErrorCode.INVALID_DESTINATION);
        consumer.close();
        stage.broker.hears("credit 1 +1");
    }

    @Test
    void aConnectionSaysGoodbye() {
        stage.sessions.close();
        stage.broker.hears("close 1");
        stage.connection.close();
        stage.connection.close();
        stage.broker.hears("Disconnect[]", "end");
        assertThat(refusalOf(() -> stage.connection.call(new CloseConsumer(1, List.of()))))
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
    }

    private static ErrorCode refusalOf(Runnable call) {
        ProviderException refusal = catchThrowableOfType(ProviderException.class, call::run);
        return refusal == null ? null : refusal.code();
    }
}
