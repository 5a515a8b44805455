// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session says when it leaves a branch, in the words of the broker's present life. */
class BranchTranslationTest {

    private static final BranchId BRANCH = new BranchId(7, Bytes.copyOf(new byte[] {1}), Bytes.EMPTY);

    private final Deliveries deliveries = new Deliveries();
    private final Translation translation = new Translation(deliveries, new LocalWork());

    private List<Settlement> leaving(Settlement... settlements) {
        Step step = translation.first(
                new LeaveBranch(BRANCH, -1, LeaveBranch.How.SUCCESS, List.of(settlements)));
        return ((LeaveBranch) ((Step.Forward) step).request()).settlements();
    }

    @Test
    void handsOnWhatWentWrongThoughNothingIsHandedOver() {
        Settlement said = new Settlement(0, Outcome.ACCEPTED, new long[0], "why");
        assertThat(leaving(said)).singleElement().extracting(Settlement::cause).isEqualTo("why");
    }

    @Test
    void leavesOutWhatTheBrokerDoesNotKnowAnyMore() {
        FrozenMessage message =
                FrozenMessage.to(Address.queue("q"), new MessageId("p", 1)).build();
        Event.Deliver arrived = deliveries.arrived(new Event.Deliver(3, 10, 1, message));
        deliveries.beginLife();
        assertThat(leaving(new Settlement(3, Outcome.ACCEPTED, new long[] {arrived.delivery()}, null))).isEmpty();
    }
}
