// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How patterns relate, held against every short name. */
final class PatternPairsTest {

    @ParameterizedTest
    @CsvSource({
        "#, a.b, true, true", "a.#, a, true, true", "a.#, #, false, true", "a.*, a.b, true, true",
        "a.b, a.*, false, true", "a.*, b.*, false, false", "*.b, a.*, false, true", "a.#, a.*.c, true, true",
        "#.z, a.#, false, true", "a, a.#, false, true", "a.b, a.c, false, false", "a.*.#, a.#, false, true",
    })
    void relatesPatterns(String one, String other, boolean covers, boolean meet) {
        assertThat(PatternPairs.covers(TopicPattern.parse(one), TopicPattern.parse(other))).isEqualTo(covers);
        assertThat(PatternPairs.meet(TopicPattern.parse(one), TopicPattern.parse(other))).isEqualTo(meet);
        assertThat(PatternPairs.meet(TopicPattern.parse(other), TopicPattern.parse(one))).isEqualTo(meet);
    }

    @Test
    void neverErrsToTheUnsafeSide() {
        List<String> names = words(List.of("a", "b", "c"), 4);
        List<TopicPattern> patterns = words(List.of("a", "b", "*", "#"), 3).stream().map(TopicPattern::parse).toList();
        for (TopicPattern one : patterns) {
            for (TopicPattern other : patterns) {
                boolean covers = names.stream().filter(other::matches).allMatch(one::matches);
                boolean meet = names.stream().anyMatch(name -> one.matches(name) && other.matches(name));

                assertThat(covers || !PatternPairs.covers(one, other)).as("%s covers %s", one, other).isTrue();
                assertThat(!meet || PatternPairs.meet(one, other)).as("%s meets %s", one, other).isTrue();
            }
        }
    }

    private static List<String> words(List<String> levels, int most) {
        List<String> all = new ArrayList<>(levels);
        List<String> longest = levels;
        for (int i = 1; i < most; i++) {
            List<String> longer = new ArrayList<>();
            for (String begin : longest) {
                levels.forEach(level -> longer.add(begin + '.' + level));
            }
            all.addAll(longer);
            longest = longer;
        }
        return all;
    }
}
