// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where a reader of streams goes on after an interruption. */
final class ReadingsTest {

    private final Readings readings = new Readings();

    private static OpenConsumer reader(boolean unacknowledged) {
        StreamReading reading = new StreamReading(new StreamPosition.Latest(), false, null, 0, unacknowledged);
        return new OpenConsumer(1, new Source.OfStream(Address.topic("s"), null, false, reading, 0), null);
    }

    private Source.OfStream again(boolean unacknowledged) {
        return (Source.OfStream) readings.again(reader(unacknowledged)).source();
    }

    @Test
    void goesOnAtTheFirstEventThatIsNotDoneWith() {
        readings.opened(reader(false), 5);
        for (long number = 10; number < 15; number++) {
            assertThat(readings.arrived(1, number)).isTrue();
        }
        readings.accepted(1, 10);
        readings.accepted(1, 12);

        assertThat(again(false).resumeAt()).isEqualTo(11);
        assertThat(readings.arrived(1, 11)).isTrue();
        assertThat(readings.arrived(1, 12)).as("done with before").isFalse();
        readings.accepted(1, 11);
        readings.accepted(1, 13);
        readings.accepted(1, 14);
        assertThat(again(false).resumeAt()).isEqualTo(15);
    }

    @Test
    void goesOnBehindWhatHasArrivedWithoutAcknowledgements() {
        readings.opened(reader(true), 5);
        readings.arrived(1, 10);
        readings.arrived(1, 12);

        assertThat(again(true).resumeAt()).isEqualTo(13);
    }

    @Test
    void missesNothingWhileItWaitsForTheFirstEvent() {
        readings.opened(reader(false), 5);

        assertThat(again(false).resumeAt()).isZero();
        assertThat(again(false).reading().from()).isEqualTo(new StreamPosition.Time(Instant.ofEpochMilli(5)));
    }

    @Test
    void whatOneGroupIsDoneWithIsNewToAnother() {
        Deliveries deliveries = new Deliveries();
        FrozenMessage event = FrozenMessage.to(Address.topic("s"), new MessageId("p", 1)).build();
        for (long consumer = 1; consumer <= 2; consumer++) {
            Source.OfStream source = new Source.OfStream(
                    Address.topic("s"), "g" + consumer, false, StreamReading.from(new StreamPosition.Earliest()), 0);
            deliveries.opened(new OpenConsumer(consumer, source, null), 5);
        }
        Event.Deliver first = deliveries.arrived(new Event.Deliver(1, 70, 1, event));
        deliveries.beginLife();
        deliveries.acceptedInVain(1, Objects.requireNonNull(first).delivery());

        assertThat(deliveries.arrived(new Event.Deliver(2, 3, 1, event))).isNotNull();
        assertThat(deliveries.arrived(new Event.Deliver(1, 4, 1, event))).as("done with before").isNull();
    }

    @Test
    void leavesMembersOfGroupsToTheBroker() {
        OpenConsumer member = new OpenConsumer(
                2,
                new Source.OfStream(
                        Address.topic("s"), "g", false, StreamReading.from(new StreamPosition.Earliest()), 0),
                null);
        readings.opened(member, 5);

        assertThat(readings.knows(2)).isFalse();
        assertThat(readings.again(member)).isEqualTo(member);
    }
}
