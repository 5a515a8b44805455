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
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Members of a group come and go, and are lost, and so is the broker, while events flow: none is skipped or done twice,
 * each key in order. After a crash the group goes on where it has committed, which is never behind something undone.
 */
final class GroupShareTest {

    @Test
    void keepsTheOrderOfEachKeyWhoeverHasIt() {
        Seeds.each(seed -> new Run(new SplittableRandom(seed), false).run());
    }

    /** What was dropped may never come, but holds nobody up, and what comes is in order. */
    @Test
    void comesToTheEndWhateverIsDroppedMeanwhile() {
        Seeds.each(seed -> new Run(new SplittableRandom(seed), true).run());
    }

    private record Sent(String key, int number, int partition) {}

    private record Member(TestClient client, long consumer, Deque<Event.Deliver> holds) {}

    private static final class Run {

        private static final int STEPS = 300;
        private static final int KEYS = 12;

        private final SplittableRandom random;
        private final boolean isDropping;
        private final CoreHarness core;
        private final List<Member> members = new ArrayList<>();
        private final Map<String, Integer> sent = new HashMap<>();
        private final Map<String, Integer> done = new HashMap<>();
        private final List<Sent> events = new ArrayList<>();
        private TestClient sender;

        Run(SplittableRandom random, boolean isDropping) {
            this.random = random;
            this.isDropping = isDropping;
            StreamPolicy policy = StreamPolicy.DEFAULT
                    .withPartitions(1 + random.nextInt(8))
                    .withCompact(isDropping && random.nextBoolean())
                    .withMaxEvents(isDropping && random.nextBoolean() ? 15 : -1);
            DestinationPolicy settings = DestinationPolicy.DEFAULT.withStream(policy);
            this.core = CoreHarness.paging(
                    new ShiftingMedium(),
                    BrokerPolicy.defaults(),
                    Map.of("s", settings.withRedelivery(settings.redelivery().withMaxDeliveryAttempts(-1))),
                    Paging.DEFAULT);
            this.sender = core.connect();
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                int choice = random.nextInt(120);
                if (choice >= 118) {
                    disturb(choice == 118);
                    continue;
                }
                choice /= 10;
                if (choice < 5) {
                    append();
                } else if (choice == 5 && members.size() < 5) {
                    join();
                } else if (choice == 6 && members.size() > 1) {
                    leave(members.remove(random.nextInt(members.size())));
                } else if (!members.isEmpty()) {
                    work(members.get(random.nextInt(members.size())));
                }
            }
            finish();
            if (isDropping) {
                assertThat(isAtTheEnd()).as("nothing is left").isTrue();
            } else {
                assertThat(done).isEqualTo(sent);
            }
        }

        /** The broker crashes, or has its store moved about. */
        private void disturb(boolean isCrash) {
            if (!isCrash) {
                core.checkpoint();
                return;
            }
            List<Long> committed = committed();
            core.restart();
            sender = core.connect();
            members.clear();
            if (!committed.isEmpty()) {
                assertThat(committed()).isEqualTo(committed);
            }
            done.keySet().forEach(key -> done.put(key, 0));
            for (int offset = 0; offset < events.size(); offset++) {
                Sent event = events.get(offset);
                if (!committed.isEmpty() && offset < committed.get(event.partition())) {
                    done.put(event.key(), event.number());
                }
            }
        }

        private List<Long> committed() {
            return core.state().streams().all().stream()
                    .flatMap(stream -> stream.groups().stream())
                    .flatMap(group -> group.partitions().stream())
                    .map(GroupPartition::committed)
                    .toList();
        }

        /** What is committed was done. */
        private void checkCommitted() {
            List<Long> committed = committed();
            for (int offset = 0; !isDropping && offset < events.size(); offset++) {
                Sent event = events.get(offset);
                if (!committed.isEmpty() && offset < committed.get(event.partition())) {
                    assertThat(done.getOrDefault(event.key(), 0))
                            .as("done of %s, of which %s is committed", event.key(), event.number())
                            .isGreaterThanOrEqualTo(event.number());
                }
            }
        }

        private void append() {
            String key = "k" + random.nextInt(KEYS);
            int number = sent.merge(key, 1, Integer::sum);
            Reply reply = sender.send(core.toTopic("s")
                            .type(Integer.toString(number))
                            .properties(CoreHarness.properties(MessageProperties.KEY, key)))
                    .get();
            events.add(new Sent(key, number, ((Reply.Appended) reply).partition()));
        }

        private void join() {
            TestClient client = core.connect();
            long consumer = client.open(
                    new Source.OfStream(
                            Address.topic("s"),
                            "g",
                            false,
                            StreamReading.from(new StreamPosition.Earliest()),
                            0),
                    null);
            members.add(new Member(client, consumer, new ArrayDeque<>()));
        }

        private void leave(Member member) {
            if (random.nextBoolean()) {
                member.client().lose();
            } else {
                answerRecall(member);
                member.client().close(member.consumer());
                member.holds().addAll(member.client().takeDeliveries(member.consumer()));
                member.holds().forEach(event ->
                        member.client().settle(member.consumer(), Outcome.RELEASED, event.delivery()));
            }
        }

        /** Takes some and is done with the first of what it holds, in order; answers recalls as a client does. */
        private void work(Member member) {
            checkCommitted();
            answerRecall(member);
            if (member.holds().size() < 6) {
                member.client().credit(member.consumer(), 1 + random.nextInt(3));
            }
            member.holds().addAll(member.client().takeDeliveries(member.consumer()));
            Event.Deliver first = member.holds().poll();
            if (first != null) {
                note(first);
                member.client().settle(member.consumer(), Outcome.ACCEPTED, first.delivery());
            }
        }

        private void answerRecall(Member member) {
            if (member.client().takeRecalls(member.consumer()) > 0) {
                member.client().credit(member.consumer(), -1);
                member.holds().addAll(member.client().takeDeliveries(member.consumer()));
                long[] unseen = member.holds().stream().mapToLong(Event.Deliver::delivery).toArray();
                member.holds().clear();
                member.client().settle(member.consumer(), Outcome.RELEASED, unseen);
            }
        }

        private void note(Event.Deliver event) {
            String key = String.valueOf(event.message().properties().get(MessageProperties.KEY));
            int number = Integer.parseInt(String.valueOf(event.message().type()));
            int before = done.getOrDefault(key, 0);
            int most = isDropping ? Integer.MAX_VALUE : before + 1;
            assertThat(number).as("event of %s", key).isBetween(before + 1, most);
            done.put(key, number);
        }

        private boolean isAtTheEnd() {
            return isDropping
                    ? core.state().streams().all().stream().allMatch(stream -> stream.groups().stream()
                            .allMatch(group -> LongStream.of(stream.lags(group)).sum() == 0))
                    : done.equals(sent);
        }

        private void finish() {
            while (members.size() > 1) {
                leave(members.remove(0));
            }
            if (members.isEmpty()) {
                join();
            }
            for (int left = 2_000; left > 0 && !isAtTheEnd(); left--) {
                work(members.get(0));
            }
        }
    }
}
