// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Seeds;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Members of a group come and go, and are lost, while events flow: none is skipped or done twice, each key in order.
 */
final class GroupShareTest {

    @Test
    void keepsTheOrderOfEachKeyWhoeverHasIt() {
        Seeds.each(seed -> new Run(new SplittableRandom(seed)).run());
    }

    private record Member(TestClient client, long consumer, Deque<Event.Deliver> holds) {}

    private static final class Run {

        private static final int STEPS = 300;
        private static final int KEYS = 12;

        private final SplittableRandom random;
        private final CoreHarness core;
        private final List<Member> members = new ArrayList<>();
        private final Map<String, Integer> sent = new HashMap<>();
        private final Map<String, Integer> done = new HashMap<>();
        private final TestClient sender;

        Run(SplittableRandom random) {
            this.random = random;
            StreamPolicy policy = StreamPolicy.DEFAULT.withPartitions(1 + random.nextInt(8));
            DestinationPolicy settings = DestinationPolicy.DEFAULT.withStream(policy);
            this.core = CoreHarness.with(Map.of("s", settings.withRedelivery(
                    settings.redelivery().withMaxDeliveryAttempts(-1))));
            this.sender = core.connect();
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                int choice = random.nextInt(12);
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
            assertThat(done).isEqualTo(sent);
        }

        private void append() {
            String key = "k" + random.nextInt(KEYS);
            int number = sent.merge(key, 1, Integer::sum);
            sender.send(core.toTopic("s")
                    .type(Integer.toString(number))
                    .properties(CoreHarness.properties(MessageProperties.KEY, key)));
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

        private final Map<Member, Long> recalls = new HashMap<>();

        private void answerRecall(Member member) {
            long recalled = member.client().recalls(member.consumer());
            if (recalled > recalls.getOrDefault(member, 0L)) {
                recalls.put(member, recalled);
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
            assertThat(number).as("event of %s", key).isEqualTo(done.getOrDefault(key, 0) + 1);
            done.put(key, number);
        }

        private void finish() {
            while (members.size() > 1) {
                leave(members.remove(0));
            }
            if (members.isEmpty()) {
                join();
            }
            for (int left = 10_000; left > 0 && !done.equals(sent); left--) {
                work(members.get(0));
            }
        }
    }
}
