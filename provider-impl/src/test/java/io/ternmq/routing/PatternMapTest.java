// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatternMapTest {

    @Test
    void findsTheMostSpecificPatternWhateverTheOrderOfAdding() {
        PatternMap<String> map = map("#", "orders.#", "orders.*", "orders.eu", "*.eu");

        assertThat(map.find("orders.eu")).contains("orders.eu");
        assertThat(map.find("orders.us")).contains("orders.*");
        assertThat(map.find("orders.us.ca")).contains("orders.#");
        assertThat(map.find("stock.eu")).contains("*.eu");
        assertThat(map.find("stock")).contains("#");
    }

    @Test
    void findsNothingWhenNothingMatches() {
        assertThat(PatternMap.<String>empty().find("a")).isEmpty();
        assertThat(map("a.*").find("a")).isEmpty();
        assertThat(map("a.*").all("a")).isEmpty();
    }

    @Test
    void listsAllThatMatchTheLeastSpecificFirst() {
        PatternMap<String> map = map("orders.eu", "#", "*.eu", "orders.#", "orders.*", "stock.#");

        assertThat(map.all("orders.eu")).containsExactly("#", "orders.#", "*.eu", "orders.*", "orders.eu");
    }

    @Test
    void keepsOneValueForEachPattern() {
        TopicPattern pattern = TopicPattern.parse("a.#");
        PatternMap<Integer> before = PatternMap.<Integer>empty().with(pattern, 1);
        PatternMap<Integer> after = before.with(TopicPattern.parse("a.>"), 2);

        assertThat(before.all("a")).containsExactly(1);
        assertThat(after.all("a")).containsExactly(2);
        assertThat(after.size()).isEqualTo(1);
        assertThat(after.without(pattern).find("a")).isEmpty();
        assertThat(after.without(TopicPattern.parse("b"))).isSameAs(after);
    }

    @Test
    void allowsTheSameValueForSeveralPatterns() {
        PatternMap<Integer> map = PatternMap.<Integer>empty()
                .with(TopicPattern.parse("a.*"), 1).with(TopicPattern.parse("#"), 1);

        assertThat(map.all("a.b")).containsExactly(1, 1);
    }

    @Test
    void agreesWithASortedList() {
        long seed = new Random().nextLong();
        List<String> patterns = SlowMatcher.all(3, "a", "b", "*", "#").stream()
                .map(text -> TopicPattern.parse(text).text()).distinct().toList();
        List<String> shuffled = new ArrayList<>(patterns);
        Collections.shuffle(shuffled, new Random(seed));
        PatternMap<String> map = map(shuffled.toArray(new String[0]));
        for (String name : SlowMatcher.all(4, "a", "b", "c")) {
            List<String> expected = patterns.stream().map(TopicPattern::parse)
                    .filter(pattern -> SlowMatcher.matches(pattern.text(), name))
                    .sorted(Comparator.reverseOrder()).map(TopicPattern::text).toList();
            assertThat(map.all(name)).as("seed %d, name %s", seed, name).isEqualTo(expected);
            assertThat(map.find(name)).as("seed %d, name %s", seed, name)
                    .isEqualTo(expected.stream().reduce((less, more) -> more));
        }
    }

    private static PatternMap<String> map(String... patterns) {
        PatternMap<String> map = PatternMap.empty();
        for (String pattern : patterns) {
            map = map.with(TopicPattern.parse(pattern), pattern);
        }
        return map;
    }
}
