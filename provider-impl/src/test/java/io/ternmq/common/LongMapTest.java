// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class LongMapTest {

    @Test
    void answersNullForAKeyThatWasNeverPut() {
        LongMap<String> map = new LongMap<>();

        assertThat(map.get(0)).isNull();
        assertThat(map.containsKey(0)).isFalse();
        assertThat(map.remove(0)).isNull();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void putAndRemoveAnswerTheValueBefore() {
        LongMap<String> map = new LongMap<>();

        assertThat(map.put(7, "a")).isNull();
        assertThat(map.put(7, "b")).isEqualTo("a");
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.remove(7)).isEqualTo("b");
        assertThat(map.size()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // the forbidden value is the point
    void takesEveryKeyButNoNullValue() {
        LongMap<String> map = new LongMap<>();
        long[] odd = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE};
        for (long key : odd) {
            map.put(key, Long.toString(key));
        }

        for (long key : odd) {
            assertThat(map.get(key)).isEqualTo(Long.toString(key));
        }
        assertThatNullPointerException().isThrownBy(() -> map.put(1, null));
    }

    @Test
    void refusesANegativeExpectation() {
        assertThatThrownBy(() -> new LongMap<String>(-1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
    }

    @Test
    void noticesAVisitorThatRemoves() {
        LongMap<String> map = new LongMap<>(4);
        map.put(1, "a");
        map.put(2, "b");

        assertThatThrownBy(() -> map.forEach((key, value) -> map.remove(key)))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void copyOfTheValuesSurvivesClear() {
        LongMap<String> map = new LongMap<>(4);
        map.put(1, "a");
        map.put(2, "b");
        var copy = map.values();
        map.clear();

        assertThat(copy).containsExactlyInAnyOrder("a", "b");
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.get(1)).isNull();
    }

    @Test
    void behavesLikeAHashMapUnderRandomUse() {
        compare(20, key -> key);
    }

    @Test
    void behavesLikeAHashMapWhenAllKeysCollide() {
        long unGolden = inverse(0x9E37_79B9_7F4A_7C15L);
        compare(3, key -> key * unGolden);
    }

    @Test
    void behavesLikeAHashMapWhenRunsWrapAroundTheEnd() {
        long unGolden = inverse(0x9E37_79B9_7F4A_7C15L);
        compare(3, key -> (-1 - key % 3) * unGolden ^ key >>> 3);
    }

    private static void compare(int rounds, LongUnaryOperator keys) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            LongMap<Integer> map = new LongMap<>();
            Map<Long, Integer> model = new HashMap<>();
            int range = 1 + random.nextInt(200);
            for (int step = 0; step < 2_000; step++) {
                long key = keys.applyAsLong(random.nextInt(range));
                if (random.nextInt(100) < 55) {
                    assertThat(map.put(key, step)).as("seed %d step %d", seed, step).isEqualTo(model.put(key, step));
                } else {
                    assertThat(map.remove(key)).as("seed %d step %d", seed, step).isEqualTo(model.remove(key));
                }
            }
            Map<Long, Integer> seen = new HashMap<>();
            map.forEach(seen::put);
            assertThat(seen).as("seed %d", seed).isEqualTo(model);
            assertThat(map.size()).as("seed %d", seed).isEqualTo(model.size());
            model.forEach((key, value) -> assertThat(map.get(key)).as("seed %d", seed).isEqualTo(value));
        }
    }

    /** The number that undoes a multiplication by an odd number, modulo two to the power of 64. */
    private static long inverse(long odd) {
        long guess = odd;
        for (int i = 0; i < 6; i++) {
            guess *= 2 - odd * guess;
        }
        return guess;
    }
}
