// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    @Test
    void aChangeLeavesTheOriginalAsItWas() {
        PersistentMap<String, Integer> one = PersistentMap.<String, Integer>empty().with("a", 1);
        PersistentMap<String, Integer> two = one.with("b", 2);
        PersistentMap<String, Integer> other = one.with("a", 9);

        assertThat(one.get("b")).isNull();
        assertThat(one.get("a")).isEqualTo(1);
        assertThat(two.get("b")).isEqualTo(2);
        assertThat(other.get("a")).isEqualTo(9);
        assertThat(two.without("a").get("a")).isNull();
        assertThat(two.get("a")).isEqualTo(1);
    }

    @Test
    void answersItselfWhenNothingChanges() {
        PersistentMap<String, String> map = PersistentMap.<String, String>empty().with("a", "x");

        assertThat(map.with("a", "x")).isSameAs(map);
        assertThat(map.without("b")).isSameAs(map);
        assertThat(map.without("a")).isSameAs(PersistentMap.empty());
        assertThat(PersistentMap.<String, String>empty().without("a").isEmpty()).isTrue();
    }

    @Test
    void findsByProbeWithoutAKey() {
        PersistentMap<String, Integer> map = PersistentMap.<String, Integer>empty().with("BB", 1).with("Aa", 2);
        PersistentMap.Probe<String> probe = new PersistentMap.Probe<>() {
            @Override
            public int keyHash() {
                return "Aa".hashCode();
            }

            @Override
            public boolean isKey(String key) {
                return key.startsWith("A");
            }
        };

        assertThat("Aa".hashCode()).as("the two collide").isEqualTo("BB".hashCode());
        assertThat(map.find(probe)).isEqualTo(2);
        assertThat(map.without("Aa").find(probe)).isNull();
    }

    @Test
    void behavesLikeAHashMap() {
        compare(500, key -> key);
    }

    @Test
    void behavesLikeAHashMapWhenHashesCollide() {
        compare(200, key -> key % 7);
        compare(50, key -> 0);
    }

    @Test
    void behavesLikeAHashMapWhenHashesDifferInTheLastBitsOnly() {
        compare(500, key -> Integer.reverse(key) | key);
    }

    @Test
    void holdsAHundredThousandKeys() {
        PersistentMap<String, Integer> map = PersistentMap.empty();
        for (int i = 0; i < 100_000; i++) {
            map = map.with("sensor" + i, i);
        }
        for (int i = 0; i < 100_000; i += 2) {
            map = map.without("sensor" + i);
        }

        assertThat(map.size()).isEqualTo(50_000);
        assertThat(map.get("sensor99999")).isEqualTo(99_999);
        assertThat(map.get("sensor99998")).isNull();
    }

    /** Random changes against a model, and every tenth map is kept and looked at again at the end. */
    private static void compare(int range, IntUnaryOperator hash) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        PersistentMap<Key, Integer> map = PersistentMap.empty();
        Map<Key, Integer> model = new HashMap<>();
        List<PersistentMap<Key, Integer>> kept = new ArrayList<>();
        List<Map<Key, Integer>> keptModels = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            int number = random.nextInt(range);
            Key key = new Key(number, hash.applyAsInt(number));
            if (random.nextInt(100) < (step / 500 % 2 == 0 ? 75 : 25)) {
                map = map.with(key, step);
                model.put(key, step);
            } else {
                map = map.without(key);
                model.remove(key);
            }
            assertThat(map.get(key)).as("seed %d step %d", seed, step).isEqualTo(model.get(key));
            if (step % 10 == 0) {
                kept.add(map);
                keptModels.add(new HashMap<>(model));
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            Map<Key, Integer> seen = new HashMap<>();
            kept.get(i).forEach((key, value) -> assertThat(seen.put(key, value)).isNull());
            assertThat(seen).as("seed %d, map %d", seed, i).isEqualTo(keptModels.get(i));
            assertThat(kept.get(i).size()).as("seed %d, map %d", seed, i).isEqualTo(seen.size());
        }
    }

    private record Key(int number, int hash) {

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }
    }
}
