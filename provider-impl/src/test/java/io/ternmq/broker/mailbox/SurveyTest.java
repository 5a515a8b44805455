// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Removal;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What operators see of a mailbox. */
class SurveyTest {

    private final Mailbox mailbox = Mailboxes.queue("q");
    private final List<Long> seen = new ArrayList<>();
    private long last;

    private void add(long number, long dueMillis) {
        FrozenMessage message = FrozenMessage.to(Address.queue("q"), new MessageId("p", number))
                .timestampMillis(1_000 + number)
                .build();
        mailbox.add(number, message, 0, dueMillis);
    }

    private boolean survey(int most) {
        int before = seen.size();
        return mailbox.survey(last, (position, entry) -> {
            assertThat(position).isGreaterThan(last).isEqualTo(Mailbox.positionOf(entry));
            last = position;
            seen.add(entry.id());
            return seen.size() - before < most;
        });
    }

    @Test
    void showsWhatIsReadyThenWhatWaitsAndGoesOnBehindWhatWasSeen() {
        add(1, 99_999);
        add(2, 0);
        add(3, 50_000);
        add(4, 0);
        assertThat(survey(3)).isFalse();
        assertThat(survey(9)).isTrue();
        assertThat(seen).containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void tellsThatMoreIsWaitingThanItShowsAtOnce() {
        LongStream.rangeClosed(1, 2_100).forEach(number -> add(number, 90_000 - number));
        assertThat(survey(Integer.MAX_VALUE)).isFalse();
        assertThat(seen).hasSize(2_000);
        assertThat(survey(Integer.MAX_VALUE)).isTrue();
        assertThat(seen).hasSize(2_100).isSorted();
    }

    @Test
    void knowsWhenTheOldestWasSentThatDoesNotWait() {
        assertThat(mailbox.oldestSentMillis()).isZero();
        add(1, 99_999);
        add(2, 0);
        add(3, 0);
        assertThat(mailbox.oldestSentMillis()).isEqualTo(1_002);
        Entry oldest = mailbox.find(2);
        assertThat(oldest).isNotNull();
        mailbox.remove(oldest, Removal.WITHDRAWN);
        assertThat(mailbox.oldestSentMillis()).isEqualTo(1_003);
    }
}
