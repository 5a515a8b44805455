// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Seeds;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A broker with streams, held against lists, through crashes and checkpoints that move every record. */
final class StreamModelTest {

    private static final int STEPS = 400;
    private static final String GROUP = "g";

    @Test
    void keepsWhatTheModelKeeps() {
        Seeds.each(seed -> new Run(new SplittableRandom(seed), false).run());
    }

    @Test
    void keepsOfEachKeyTheLastWhenItCompacts() {
        Seeds.each(seed -> new Run(new SplittableRandom(seed), true).run());
    }

    private record Kept(long offset, long millis, String key, String text) {}

    private static final class Run {

        private final SplittableRandom random;
        private final StreamPolicy policy;
        private final CoreHarness core;
        private final List<Kept> model = new ArrayList<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final List<String> delivered = new ArrayList<>();
        private TestClient sender;
        private TestClient taker;
        private long member;
        private long next;
        private int sent;

        Run(SplittableRandom random, boolean compact) {
            this.random = random;
            this.policy = new StreamPolicy(
                    1 + random.nextInt(4),
                    random.nextInt(3) == 0 ? 5_000 : -1,
                    -1,
                    random.nextInt(2) == 0 ? 20 : -1,
                    compact);
            this.core = CoreHarness.paging(
                    new ShiftingMedium(),
                    BrokerPolicy.defaults(),
                    Map.of("s", DestinationPolicy.DEFAULT.withStream(policy)),
                    new Paging(2, 8, 2, 5));
            this.sender = core.connect();
            this.taker = core.connect();
        }

        void run() {
            join();
            for (int step = 0; step < STEPS; step++) {
                int choice = random.nextInt(20);
                if (choice < 10) {
                    append();
                } else if (choice < 14) {
                    take();
                } else if (choice < 16) {
                    core.time().advance(random.nextInt(1_500));
                    forget();
                } else if (choice < 17) {
                    core.checkpoint();
                } else if (choice < 18) {
                    crash();
                } else {
                    check();
                }
            }
            check();
            assertThat(delivered).as("events that were acknowledged come once").doesNotHaveDuplicates();
        }

        private void append() {
            String key = "k" + random.nextInt(6);
            String text = "e" + sent++;
            Reply reply = sender.send(core.toTopic("s")
                            .type(text)
                            .persistent(random.nextInt(4) > 0)
                            .priority(random.nextInt(10))
                            .properties(CoreHarness.properties(MessageProperties.KEY, key)))
                    .get();
            boolean isKnown = model.stream().anyMatch(kept -> kept.key().equals(key));
            long version = isKnown ? versions.getOrDefault(key, 0L) + 1 : 1;
            versions.put(key, version);
            int partition = EventLog.partitionOf(next, EventLog.hashOf(key), policy.partitions());
            assertThat(reply).isEqualTo(new Reply.Appended(next, partition, version));
            if (policy.compact()) {
                model.removeIf(kept -> kept.key().equals(key));
            }
            model.add(new Kept(next, core.time().millis(), key, text));
            next++;
            forget();
        }

        private void forget() {
            while (policy.maxEvents() > 0 && model.size() > policy.maxEvents()) {
                model.remove(0);
            }
            while (policy.maxAgeMillis() > 0
                    && !model.isEmpty()
                    && model.get(0).millis() + policy.maxAgeMillis() <= core.time().millis()) {
                model.remove(0);
            }
        }

        private void join() {
            member = taker.open(
                    new Source.OfStream(
                            Address.topic("s"),
                            GROUP,
                            false,
                            StreamReading.from(new StreamPosition.Earliest()),
                            0),
                    null);
        }

        /** Takes some, accepts some of these, and gives the others back. */
        private void take() {
            taker.credit(member, 1 + random.nextInt(4));
            for (Event.Deliver event : taker.takeDeliveries(member)) {
                if (random.nextInt(5) == 0) {
                    taker.settle(member, Outcome.RELEASED, event.delivery());
                } else {
                    taker.settle(member, Outcome.ACCEPTED, event.delivery());
                    delivered.add(String.valueOf(event.message().type()));
                }
            }
        }

        /** What was settled behind something that was not comes again. */
        private void crash() {
            long[] committed = core.state().streams().all().stream()
                    .flatMap(stream -> stream.groups().stream())
                    .flatMap(group -> group.partitions().stream())
                    .mapToLong(GroupPartition::committed)
                    .toArray();
            core.restart();
            delivered.clear();
            sender = core.connect();
            taker = core.connect();
            long[] after = core.state().streams().all().stream()
                    .flatMap(stream -> stream.groups().stream())
                    .flatMap(group -> group.partitions().stream())
                    .mapToLong(GroupPartition::committed)
                    .toArray();
            assertThat(after).isEqualTo(committed);
            join();
        }

        private void check() {
            assertThat(read(new StreamPosition.Earliest(), false)).isEqualTo(texts(model));
            assertThat(read(new StreamPosition.Earliest(), true)).isEqualTo(texts(model));
            long from = random.nextLong(next + 2);
            assertThat(read(new StreamPosition.Offset(from), false))
                    .isEqualTo(texts(model.stream().filter(kept -> kept.offset() >= from).toList()));
            int last = random.nextInt(8);
            assertThat(read(new StreamPosition.Last(last), true))
                    .isEqualTo(texts(model.subList(Math.max(0, model.size() - last), model.size())));
            long since = core.time().millis() - random.nextInt(6_000);
            assertThat(read(new StreamPosition.Time(Instant.ofEpochMilli(since)), false))
                    .isEqualTo(texts(model.stream().filter(kept -> kept.millis() >= since).toList()));
        }

        private static List<String> texts(List<Kept> kept) {
            return kept.stream().map(Kept::text).toList();
        }

        private List<String> read(StreamPosition from, boolean unacknowledged) {
            TestClient reader = core.connect();
            long consumer = reader.open(
                    new Source.OfStream(
                            Address.topic("s"),
                            null,
                            false,
                            new StreamReading(from, false, null, 0, unacknowledged),
                            0),
                    null);
            reader.credit(consumer, 10_000);
            List<String> texts = reader.takeDeliveries(consumer).stream()
                    .map(Event.Deliver::message)
                    .map(FrozenMessage::type)
                    .map(String::valueOf)
                    .toList();
            reader.disconnect();
            return texts;
        }
    }
}
