// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.protocol.ConfigureStream;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.SeekGroup;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import io.ternmq.store.memory.MemoryMedium;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Readers and members of groups where events go away, moments come or partitions move under their hands. */
final class StreamReaderTest {

    private static CoreHarness core(StreamPolicy policy) {
        DestinationPolicy settings = DestinationPolicy.DEFAULT;
        return CoreHarness.with(Map.of("s", settings.withStream(policy)
                .withRedelivery(settings.redelivery().withMaxDeliveryAttempts(-1))));
    }

    private static void append(CoreHarness core, TestClient client, String text, @Nullable String key) {
        client.send(core.toTopic("s")
                        .type(text)
                        .properties(key == null
                                ? CoreHarness.properties("none", 0)
                                : CoreHarness.properties(MessageProperties.KEY, key)))
                .get();
    }

    private static Source.OfStream group(boolean isExclusive) {
        StreamReading reading = StreamReading.from(new StreamPosition.Earliest());
        return new Source.OfStream(Address.topic("s"), "g", isExclusive, reading, 0);
    }

    private static Source.OfStream plain(StreamPosition from, int rate, boolean noAck, long resumeAt) {
        return new Source.OfStream(
                Address.topic("s"), null, false, new StreamReading(from, false, null, rate, noAck), resumeAt);
    }

    private static List<String> types(List<Event.Deliver> events) {
        return events.stream().map(event -> String.valueOf(event.message().type())).toList();
    }

    private static long committed(CoreHarness core) {
        return core.state().streams().all().iterator().next().groups().iterator().next().partitions().get(0)
                .committed();
    }

    @Test
    void whatTheStreamDroppedWhileAMemberHadItHoldsNothingUp() {
        CoreHarness core = core(StreamPolicy.DEFAULT.withCompact(true));
        TestClient sender = core.connect();
        append(core, sender, "a1", "a");
        append(core, sender, "b1", "b");
        TestClient first = core.connect();
        long consumer = first.open(group(false), null);
        first.credit(consumer, 10);
        assertThat(types(first.takeDeliveries(consumer))).containsExactly("a1", "b1");
        append(core, sender, "a2", "a");
        first.lose();
        TestClient second = core.connect();
        consumer = second.open(group(false), null);
        second.credit(consumer, 10);
        List<Event.Deliver> events = second.takeDeliveries(consumer);
        assertThat(types(events)).containsExactly("b1", "a2");
        events.forEach(event -> second.acknowledge(event.consumer(), event.delivery(), 1));
        assertThat(committed(core)).isEqualTo(3);
    }

    @Test
    void followsTheSettingsOfEachStartUnlessItHasItsOwn() {
        MemoryMedium<Fact> medium = new MemoryMedium<>();
        CoreHarness core = over(medium, 2);
        TestClient client = core.connect();
        append(core, client, "e0", null);
        client.ask(new ConfigureStream("own", StreamPolicy.DEFAULT.withMaxEvents(7))).done();
        client.send(core.toTopic("later")).get();
        client.ask(new ConfigureStream("later", StreamPolicy.DEFAULT.withMaxEvents(8))).done();

        core = over(medium, 5);
        client = core.connect();
        for (int i = 1; i < 6; i++) {
            append(core, client, "e" + i, null);
        }
        core = over(medium, 5);
        assertThat(kept(core, "s")).isEqualTo(5);
        assertThat(limit(core, "s")).isEqualTo(5);
        assertThat(limit(core, "own")).isEqualTo(7);
        assertThat(limit(core, "later")).isEqualTo(8);
    }

    private static CoreHarness over(MemoryMedium<Fact> medium, long mostEvents) {
        return CoreHarness.over(
                medium.open(),
                BrokerPolicy.defaults(),
                Map.of("*", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT.withMaxEvents(mostEvents))),
                failure -> {
                    throw new AssertionError("The core failed", failure);
                });
    }

    private static EventStream stream(CoreHarness core, String topic) {
        EventStream found = core.state().streams().find(topic);
        if (found == null) {
            throw new AssertionError("no stream " + topic);
        }
        return found;
    }

    private static long kept(CoreHarness core, String topic) {
        return stream(core, topic).log().events();
    }

    private static long limit(CoreHarness core, String topic) {
        return stream(core, topic).policy().maxEvents();
    }

    @Test
    void keepsToItsRateWithoutAcknowledgements() {
        CoreHarness core = core(StreamPolicy.DEFAULT);
        TestClient client = core.connect();
        for (int i = 0; i < 100; i++) {
            append(core, client, "e" + i, null);
        }
        long consumer = client.open(plain(new StreamPosition.Earliest(), 10, true, 0), null);
        client.credit(consumer, 100);
        int atOnce = client.takeDeliveries(consumer).size();
        core.time().advance(1_000);
        int inASecond = client.takeDeliveries(consumer).size();
        assertThat(atOnce).isBetween(1, 3);
        assertThat(inASecond).isBetween(9, 12);
    }

    @Test
    void aMomentBeyondAllTimeIsTheBeginningOrTheEnd() {
        CoreHarness core = core(StreamPolicy.DEFAULT);
        TestClient client = core.connect();
        append(core, client, "e0", null);
        long all = client.open(plain(StreamPosition.parse("time:-999999999-01-01T00:00Z"), 0, false, 0), null);
        long none = client.open(plain(StreamPosition.parse("time:+999999999-01-01T00:00Z"), 0, false, 0), null);
        client.ask(new SeekGroup("s", "g", new StreamPosition.Time(Instant.MAX))).done();
        client.credit(all, 1);
        client.credit(none, 1);

        assertThat(client.takeDeliveries(all)).hasSize(1);
        assertThat(client.takeDeliveries(none)).isEmpty();
        assertThat(committed(core)).isEqualTo(1);
    }

    @Test
    void anAgeBeyondAllTimeIsForEver() {
        CoreHarness core = core(StreamPolicy.DEFAULT.withMaxAgeMillis(Long.MAX_VALUE));
        TestClient client = core.connect();
        append(core, client, "e", null);
        assertThat(core.time().nextAlarm()).isGreaterThan(core.time().millis());
    }

    @Test
    void aMemberGoesOnWithWhatItKeepsWhileItHoldsWhatAnotherIsToHave() {
        CoreHarness core = core(StreamPolicy.DEFAULT.withPartitions(2));
        TestClient sender = core.connect();
        for (int i = 0; i < 8; i++) {
            append(core, sender, "e" + i, null); // in turn: even ones in partition 0
        }
        TestClient first = core.connect();
        long consumer = first.open(group(false), null);
        first.credit(consumer, 2);
        assertThat(types(first.takeDeliveries(consumer))).containsExactly("e0", "e1");
        TestClient second = core.connect();
        long other = second.open(group(false), null);
        second.credit(other, 10);
        assertThat(first.takeRecalls(consumer)).isEqualTo(1);
        first.credit(consumer, -1);
        first.credit(consumer, 2);
        assertThat(first.takeRecalls(consumer)).as("asked again for what its program has").isZero();
        assertThat(types(first.takeDeliveries(consumer))).containsExactly("e2", "e4");
    }

    @Test
    void looksForThePartitionsOfAMemberInBoundedTurns() {
        CoreHarness core = core(StreamPolicy.DEFAULT.withPartitions(2));
        TestClient sender = core.connect();
        for (int i = 0; i < 50_000; i++) {
            append(core, sender, "a" + i, "a");
        }
        append(core, sender, "b", "b");
        TestClient[] members = {core.connect(), core.connect()};
        long[] consumers = {members[0].open(group(false), null), members[1].open(group(false), null)};
        members[0].credit(consumers[0], 1);
        members[1].credit(consumers[1], 1);

        assertThat(types(members[0].takeDeliveries(consumers[0])).toString()
                + types(members[1].takeDeliveries(consumers[1]))).contains("[a0]").contains("[b]");
    }

    @Test
    void aSubscriberThatIsClosedWithOpenWorkCanBeOpenedAgain() {
        CoreHarness core = core(StreamPolicy.DEFAULT);
        TestClient client = core.connect();
        append(core, client, "e0", null);
        long consumer = client.open(group(true), null);
        client.credit(consumer, 1);
        Event.Deliver event = client.takeOne(consumer);
        client.close(consumer);
        long again = client.open(group(true), null);
        client.credit(again, 1);
        client.settle(consumer, Outcome.ACCEPTED, event.delivery());
        append(core, client, "e1", null);
        assertThat(types(client.takeDeliveries(again))).containsExactly("e1");
        client.tryOpen(group(true), null).refused(ErrorCode.SUBSCRIPTION_CONFLICT);
    }

    @Test
    void aReaderGoesOnBehindWhatItHasReadWhenAllOfThatIsGone() {
        CoreHarness core = core(StreamPolicy.DEFAULT.withMaxAgeMillis(1_000));
        TestClient client = core.connect();
        for (int i = 0; i < 5; i++) {
            append(core, client, "old" + i, null);
        }
        long consumer = client.open(plain(new StreamPosition.Earliest(), 0, false, 0), null);
        client.credit(consumer, 10);
        long resumeAt = client.takeDeliveries(consumer).get(4).delivery() + 1;
        core.time().advance(1_500);
        core.checkpoint();
        core.restart();
        TestClient again = core.connect();
        append(core, again, "new", null);
        consumer = again.open(plain(new StreamPosition.Earliest(), 0, false, resumeAt), null);
        again.credit(consumer, 10);
        assertThat(types(again.takeDeliveries(consumer))).containsExactly("new");
    }
}
