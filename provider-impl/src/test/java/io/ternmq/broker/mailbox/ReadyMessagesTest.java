// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Seeds;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadyMessagesTest {

    private static final int COLORS = 3;

    private final Mailbox mailbox = Mailboxes.queue("q");
    private final ReadyMessages ready = new ReadyMessages(mailbox, new Residents(Mailboxes.premises()));
    private final List<Entry> inside = new ArrayList<>();
    private final List<Entry> outside = new ArrayList<>();
    private final List<MailboxConsumer> consumers = new ArrayList<>();
    private long last;

    private Entry entry(int priority, int color) {
        FrozenMessage message = FrozenMessage.to(Address.queue("q"), new MessageId("p", ++last))
                .priority(priority)
                .properties(PropertyMap.wrap(Map.of("color", color)))
                .build();
        return new Entry(last, mailbox, message, 0);
    }

    private static int colorOf(Entry entry) {
        return (Integer) entry.message().load().value("color");
    }

    private MailboxConsumer consumer(int color) {
        Selector selector = color == COLORS ? null : Selector.parse("color = " + color);
        MailboxConsumer consumer = new MailboxConsumer(++last, 1, last, mailbox, selector);
        if (selector != null) {
            ready.addSelective(consumer);
        }
        consumers.add(consumer);
        return consumer;
    }

    @Test
    void deliversHigherPrioritiesStrictlyFirst() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            entries.add(entry(i % 10, 0));
            ready.addLast(entries.get(i), false);
        }
        List<Integer> priorities = new ArrayList<>();
        for (Entry next = ready.first(); next != null; next = ready.first()) {
            priorities.add(next.message().priority());
            ready.remove(next);
        }

        assertThat(priorities).hasSize(30).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void dropsTheOldestOfTheLowestPriorityFirst() {
        Entry high = entry(9, 0);
        Entry low = entry(1, 0);
        Entry lowLater = entry(1, 0);
        Entry middle = entry(4, 0);
        List.of(high, low, lowLater, middle).forEach(entry -> ready.addLast(entry, false));

        List<Entry> order = new ArrayList<>();
        new Walks(ready, new EntryList(), new Residents(Mailboxes.premises()))
                .fromTheLeastImportant(new LevelVisitor() {
                    @Override
                    public boolean onEntry(Entry entry) {
                        return order.add(entry);
                    }

                    @Override
                    public boolean onPaged(Chunk chunk, int place) {
                        throw new AssertionError("nothing is in a backlog");
                    }
                });
        assertThat(order).containsExactly(low, lowLater, middle, high);
    }

    /** What a selector has passed over is remembered; the memory must never hide or repeat a message. */
    @Test
    void findsWhatANaiveScanFinds() {
        Seeds.each(seed -> new ReadyMessagesTest().findsWhatANaiveScanFinds(new SplittableRandom(seed)));
    }

    private void findsWhatANaiveScanFinds(SplittableRandom random) {
        for (int color = 0; color <= COLORS; color++) {
            consumer(color);
        }
        for (int step = 0; step < 250; step++) {
            change(random);
            MailboxConsumer asked = consumers.get(random.nextInt(consumers.size()));
            assertThat(ready.firstFor(asked)).isSameAs(naiveFirstFor(asked));
            assertThat(ready.size()).isEqualTo(inside.size());
        }
    }

    private void change(SplittableRandom random) {
        int choice = random.nextInt(20);
        if (choice < 7) {
            Entry fresh = entry(random.nextInt(3), random.nextInt(COLORS));
            ready.addLast(fresh, false);
            inside.add(fresh);
        } else if (choice < 12 && !inside.isEmpty()) {
            Entry taken = inside.remove(random.nextInt(inside.size()));
            ready.remove(taken);
            outside.add(taken);
        } else if (choice < 18 && !outside.isEmpty()) {
            Entry back = outside.remove(random.nextInt(outside.size()));
            ready.putBack(back);
            inside.add(back);
        } else if (choice == 18) {
            consumer(random.nextInt(COLORS));
        } else if (consumers.size() > 2) {
            ready.removeSelective(consumers.remove(random.nextInt(consumers.size())));
        }
        inside.sort(Comparator.comparingLong(Entry::sortKey));
    }

    private Entry naiveFirstFor(MailboxConsumer consumer) {
        for (Entry entry : inside) {
            Selector selector = consumer.selector();
            if (selector == null || selector.text().equals("color = " + colorOf(entry))) {
                return entry;
            }
        }
        return null;
    }
}
