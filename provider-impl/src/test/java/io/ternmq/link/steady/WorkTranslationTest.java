// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Terms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of schedules and leases when the broker has forgotten the connection. */
class WorkTranslationTest {

    private final Deliveries deliveries = new Deliveries();
    private final Translation translation = new Translation(deliveries, new LocalWork());
    private final FrozenMessage message =
            FrozenMessage.to(Address.queue("q"), new MessageId("p", 1)).build();

    private Event.Deliver lease() {
        return deliveries.leased(new Event.Deliver(3, 77, 2, message));
    }

    private static void isRefused(Step step, ErrorCode code) {
        assertThat(step).isInstanceOfSatisfying(Step.Answered.class, answered ->
                assertThat(answered.reply()).isInstanceOfSatisfying(
                        Reply.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code)));
    }

    @Test
    void aLeaseOfThisLifeGoesByTheBrokersNumber() {
        deliveries.beginLife();
        long number = lease().delivery();
        assertThat(number).isNotEqualTo(77);
        assertThat(translation.first(new ExtendLease(3, number, 2, 9)))
                .isEqualTo(new Step.Forward(new ExtendLease(3, 77, 2, 9)));
        EndLease end = new EndLease(3, number, 2, Outcome.FAILED, "no", 5);
        assertThat(translation.first(end))
                .isEqualTo(new Step.Forward(new EndLease(3, 77, 2, Outcome.FAILED, "no", 5)));
    }

    @Test
    void aLeaseOfAnEarlierLifeIsLost() {
        long number = lease().delivery();
        deliveries.beginLife();
        isRefused(translation.first(new ExtendLease(3, number, 2, 9)), ErrorCode.LEASE_LOST);
        isRefused(
                translation.first(new EndLease(3, number, 2, Outcome.ACCEPTED, null, 0)), ErrorCode.LEASE_LOST);
        isRefused(
                translation.again(new EndLease(3, number, 2, Outcome.ACCEPTED, null, 0)), ErrorCode.LEASE_LOST);
    }

    @Test
    void whatCouldRunTwiceIsNotAskedAgain() {
        Terms terms = new Terms("s", 1, null, "UTC", Missed.RUN_ONCE);
        isRefused(translation.again(new PutSchedule(terms, message)), ErrorCode.CONNECTION_LOST);
        isRefused(translation.again(new RunSchedule("s")), ErrorCode.CONNECTION_LOST);
        assertThat(translation.again(new CancelSchedule("s"))).isEqualTo(new Step.Forward(new CancelSchedule("s")));
    }

    @Test
    void aTakerIsMadeAnewUntilItIsClosed() {
        Belongings belongings = new Belongings();
        OpenConsumer open = new OpenConsumer(3, new Source.OfLeases(Address.queue("q"), 1_000), null);
        belongings.answered(open, Reply.Done.INSTANCE);
        assertThat(belongings.isLeasing(3)).isTrue();
        assertThat(belongings.again()).containsExactly(open);
        belongings.asked(new CloseConsumer(3, List.of()));
        assertThat(belongings.isLeasing(3)).isFalse();
        assertThat(belongings.again()).isEmpty();
    }
}
