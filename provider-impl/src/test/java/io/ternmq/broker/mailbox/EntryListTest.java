// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Seeds;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryListTest {

    private static final int LARGE = 50_000;

    private final Mailbox mailbox = Mailboxes.queue("q");
    private final EntryList list = new EntryList();
    private long last;

    private Entry entry() {
        FrozenMessage message = FrozenMessage.to(Address.queue("q"), new MessageId("p", ++last)).build();
        Entry entry = new Entry(last, mailbox, message, 0);
        entry.order = last;
        return entry;
    }

    private List<Long> orders() {
        List<Long> orders = new ArrayList<>();
        Entry before = null;
        for (Entry entry = list.head(); entry != null; entry = entry.next) {
            assertThat(entry.previous).isSameAs(before);
            orders.add(entry.order);
            before = entry;
        }
        assertThat(orders).hasSize(list.size());
        assertThat(list.isEmpty()).isEqualTo(orders.isEmpty());
        return orders;
    }

    @Test
    void restoresTheOrderOfALargeRunThatIsPutBack() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < LARGE; i++) {
            all.add(entry());
            list.insert(all.get(i));
        }
        List<Entry> run = all.subList(0, LARGE - 1);
        run.forEach(list::remove);
        run.forEach(list::insert);

        assertThat(orders()).hasSize(LARGE).isSorted();
    }

    @Test
    void restoresTheOrderOfALargeRunThatIsPutBackFromTheEnd() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < LARGE; i++) {
            all.add(entry());
            list.insert(all.get(i));
        }
        all.subList(0, LARGE - 1).forEach(list::remove);
        for (int i = LARGE - 2; i >= 0; i--) {
            list.insert(all.get(i));
        }

        assertThat(orders()).hasSize(LARGE).isSorted();
    }

    @Test
    void agreesWithASortedList() {
        Seeds.each(seed -> new EntryListTest().agreesWithASortedList(new SplittableRandom(seed)));
    }

    private void agreesWithASortedList(SplittableRandom random) {
        List<Entry> inside = new ArrayList<>();
        List<Entry> outside = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            int choice = random.nextInt(10);
            if (choice < 4) {
                Entry fresh = entry();
                list.insert(fresh);
                inside.add(fresh);
            } else if (choice < 7 && !inside.isEmpty()) {
                Entry taken = inside.remove(random.nextInt(inside.size()));
                list.remove(taken);
                outside.add(taken);
            } else if (!outside.isEmpty()) {
                Entry back = outside.remove(random.nextInt(outside.size()));
                list.insert(back);
                inside.add(back);
            }
            inside.sort(Comparator.comparingLong(entry -> entry.order));
            assertThat(orders()).isEqualTo(inside.stream().map(entry -> entry.order).toList());
        }
    }
}
