// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Runs of numbers, beside a plain set. */
class NumberSetTest {

    @Test
    void isOneRunOfWhatCameInOrder() {
        NumberSet set = new NumberSet(4);
        for (long number = 10; number <= 1_000; number++) {
            set.add(number);
        }
        assertThat(set.toArray()).containsExactly(10, 1_000);
        assertThat(set.contains(9)).isFalse();
        assertThat(set.contains(10)).isTrue();
        assertThat(set.contains(1_000)).isTrue();
        assertThat(set.contains(1_001)).isFalse();
    }

    @Test
    void joinsRunsWhenTheGapCloses() {
        NumberSet set = new NumberSet(4);
        set.add(5);
        set.add(1);
        set.add(3);
        assertThat(set.toArray()).containsExactly(1, 1, 3, 3, 5, 5);
        set.add(4);
        set.add(2, 2);
        assertThat(set.toArray()).containsExactly(1, 5);
    }

    @Test
    void forgetsTheLowerHalfOfTooManyRuns() {
        NumberSet set = new NumberSet(4);
        for (long number = 0; number <= 8; number += 2) {
            set.add(number);
        }
        assertThat(set.toArray()).containsExactly(6, 6, 8, 8);
    }

    @Test
    void knowsTheOutermostNumbers() {
        NumberSet set = new NumberSet(4);
        set.add(Long.MAX_VALUE);
        set.add(Long.MIN_VALUE);
        set.add(Long.MAX_VALUE - 1);
        set.add(Long.MIN_VALUE + 1);
        assertThat(set.toArray())
                .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThat(set.contains(0)).isFalse();
    }

    @Test
    void isThePlainSet() {
        Seeds.each(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            NumberSet set = new NumberSet(1_000);
            TreeSet<Long> plain = new TreeSet<>();
            for (int step = 0; step < 120; step++) {
                long from = random.nextInt(100);
                long to = random.nextInt(4) == 0 ? from + random.nextInt(12) : from;
                set.add(from, to);
                for (long number = from; number <= to; number++) {
                    plain.add(number);
                }
                assertThat(set.toArray()).containsExactly(runsOf(plain));
            }
            for (long number = -1; number <= 112; number++) {
                assertThat(set.contains(number)).as("%d", number).isEqualTo(plain.contains(number));
            }
        });
    }

    private static long[] runsOf(SortedSet<Long> plain) {
        List<Long> bounds = new ArrayList<>();
        for (long number : plain) {
            if (!plain.contains(number - 1)) {
                bounds.add(number);
            }
            if (!plain.contains(number + 1)) {
                bounds.add(number);
            }
        }
        return bounds.stream().mapToLong(bound -> bound).toArray();
    }
}
