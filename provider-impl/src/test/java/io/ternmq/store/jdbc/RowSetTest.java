// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RowSetTest {

    private static final int SEEDS = 200;

    @Test
    void behavesLikeASetOfNumbers() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            RowSet mine = new RowSet();
            RowSet subset = new RowSet();
            TreeSet<Long> all = new TreeSet<>();
            TreeSet<Long> left = new TreeSet<>();
            fill(random, mine, subset, all, left);
            int most = 1 + random.nextInt(100);
            assertThat(rowsOf(mine, subset, most, all, left)).as("seed " + seed).isEqualTo(new ArrayList<>(left));
            assertThat(all).as("seed " + seed).allMatch(mine::contains);
        }
    }

    private static void fill(
            Random random, RowSet mine, RowSet subset, NavigableSet<Long> all, NavigableSet<Long> left) {
        long position = random.nextInt(10_000);
        for (int i = 0; i < 300; i++) {
            position += 1 + (random.nextInt(10) == 0 ? random.nextInt(20_000) : 0);
            mine.add(position);
            all.add(position);
            if (random.nextInt(3) == 0) {
                subset.add(position);
            } else {
                left.add(position);
            }
        }
    }

    /** The members of all stretches; checks each of them. */
    private static List<Long> rowsOf(
            RowSet mine, RowSet subset, int most, NavigableSet<Long> all, NavigableSet<Long> left) {
        List<Long> rows = new ArrayList<>();
        RowSet.Run run = mine.nextRunWithout(subset, 0, most);
        while (run != null) {
            List<Long> members = new ArrayList<>(all.subSet(run.from(), true, run.to(), true));
            assertThat(members).hasSize(run.rows()).hasSizeLessThanOrEqualTo(most).isSubsetOf(left)
                    .startsWith(run.from()).endsWith(run.to());
            rows.addAll(members);
            run = mine.nextRunWithout(subset, run.to() + 1, most);
        }
        return rows;
    }

    @Test
    void addsRangesAcrossPages() {
        RowSet set = new RowSet();
        set.addAll(4_000, 9_000);
        assertThat(set.nextRunWithout(new RowSet(), 0, Integer.MAX_VALUE))
                .isEqualTo(new RowSet.Run(4_000, 9_000, 5_001));
        assertThat(set.contains(3_999)).isFalse();
        assertThat(set.contains(9_001)).isFalse();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(new RowSet().nextRunWithout(new RowSet(), 0, 10)).isNull();
        assertThat(new RowSet().contains(1)).isFalse();
    }
}
