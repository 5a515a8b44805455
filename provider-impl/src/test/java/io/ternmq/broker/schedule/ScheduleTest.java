// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Seeds;
import io.ternmq.broker.Timed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final class Item extends Timed {

        private final int number;

        Item(int number, long due) {
            this.number = number;
            this.dueMillis = due;
        }

        @Override
        protected long rank() {
            return number;
        }
    }

    @Test
    void agreesWithASortedList() {
        Seeds.each(seed -> agreesWithASortedList(new SplittableRandom(seed)));
    }

    private static void agreesWithASortedList(SplittableRandom random) {
        Schedule<Item> schedule = new Schedule<>();
        List<Item> sorted = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            if (random.nextInt(5) < 3) {
                Item item = new Item(step, random.nextLong(40));
                schedule.add(item);
                sorted.add(item);
                sorted.sort(Comparator.comparingLong(Item::dueMillis).thenComparingLong(any -> any.number));
            } else if (!sorted.isEmpty()) {
                Item item = sorted.remove(random.nextInt(sorted.size()));
                schedule.remove(item);
                schedule.remove(item);
                assertThat(item.scheduleIndex()).isEqualTo(Timed.NOT_SCHEDULED);
            }
            agrees(schedule, sorted, random.nextLong(40));
        }
    }

    private static void agrees(Schedule<Item> schedule, List<Item> sorted, long now) {
        Item first = sorted.isEmpty() ? null : sorted.get(0);
        assertThat(schedule.size()).isEqualTo(sorted.size());
        assertThat(schedule.nextMillis()).isEqualTo(first == null ? Schedule.NEVER : first.dueMillis());
        assertThat(schedule.peekDue(now)).isSameAs(first != null && first.dueMillis() <= now ? first : null);
    }
}
