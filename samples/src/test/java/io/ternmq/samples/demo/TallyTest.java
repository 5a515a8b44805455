// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally("everything", "quake.#", number -> "q" + number).expect(firstOf(5));

    @Test
    void isRightWhenEachCameOnce() {
        for (int number = 4; number >= 0; number--) {
            assertThat(tally.isComplete()).isFalse();
            tally.count(number);
        }

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.row()).isEqualTo(new Row("everything", "quake.#", 5, 5, true));
        assertThat(tally.complaints()).isEmpty();
    }

    @Test
    void namesWhatIsMissing() {
        tally.count(2);

        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.row().ok()).isFalse();
        assertThat(tally.complaints()).containsExactly("everything missed 4: q0, q1, q3, ...");
    }

    @Test
    void isNotDeceivedByTheRightSumOfTheWrongMessages() {
        for (int number : new int[] {0, 1, 2, 3, 9}) {
            tally.count(number);
        }

        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.row()).isEqualTo(new Row("everything", "quake.#", 5, 5, false));
        assertThat(tally.complaints())
                .containsExactly("everything missed 1: q4", "everything got what is not for it, 1: q9");
    }

    @Test
    void noticesWhatCameTwice() {
        firstOf(5).stream().forEach(tally::count);
        tally.count(3);

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.row()).isEqualTo(new Row("everything", "quake.#", 5, 6, false));
        assertThat(tally.complaints()).containsExactly("everything got 1 more than once");
    }

    private static BitSet firstOf(int count) {
        BitSet numbers = new BitSet();
        numbers.set(0, count);
        return numbers;
    }
}
