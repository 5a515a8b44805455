// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {

    @ParameterizedTest
    @CsvSource({
        "news.europe.#, news.europe",
        "news.europe.#, news.europe.sport.today",
        "news.>, news.europe.sport",
        "news.>, news",
        "news.*, news.europe",
        "news.*.sport, news.usa.sport",
        "#.sport, sport",
        "#.sport, news.usa.sport",
        "news.#.today, news.today",
        "news.#.today, news.a.today.b.today",
        "#, anything.at.all",
        ">, anything.at.all",
        "a.b, a.b",
    })
    void matches(String pattern, String name) {
        assertThat(TopicPattern.parse(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "news.europe.#, news.usa",
        "news.europe.#, news",
        "news.europe.#, news.european",
        "news.*, news",
        "news.*, news.europe.sport",
        "news.*.sport, news.europe.fr.sport",
        "#.sport, news.sports",
        "*, a.b",
        "a.b, a.b.c",
        "a.b, a.bc",
        "a.b.c, a.b",
        "a.b, A.b",
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(TopicPattern.parse(pattern).matches(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a.>, a.#", "a.#.#, a.#", "#.*, #", "*.>, #", "#.*.*, *.*.#",
        "a.#.*.#.*.b, a.*.*.#.b", ">, #", "*.*, *.*", "a.b, a.b",
    })
    void hasOneCanonicalForm(String text, String canonical) {
        TopicPattern pattern = TopicPattern.parse(text);

        assertThat(pattern.text()).isEqualTo(canonical).isEqualTo(pattern.toString());
        assertThat(pattern).isEqualTo(TopicPattern.parse(canonical)).hasSameHashCodeAs(TopicPattern.parse(canonical));
        assertThat(pattern.isWildcard()).isEqualTo(!text.equals("a.b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a*b    | The pattern "a*b" has the wildcard * inside a level at character 2; a wildcard stands alone
            x.a#   | The pattern "x.a#" has the wildcard # inside a level at character 4
            x.**   | The pattern "x.**" has the wildcard * inside a level at character 3
            x.a>   | The pattern "x.a>" has the wildcard > inside a level at character 4
            a.>.b  | The pattern "a.>.b" has > at character 3, before its last level; > is accepted at the end only
            a..#   | The pattern "a..#" has an empty level at character 3
            #.     | The pattern "#." ends with a dot
            * *    | The pattern "* *" contains white space (U+0020) at character 2
            """)
    void refusesWithASentenceThatSaysWhatAndWhere(String pattern, String sentence) {
        assertThatThrownBy(() -> TopicPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(sentence);
    }

    @Test
    void agreesWithTheSlowMatcherOnEverythingSmall() {
        List<String> names = SlowMatcher.all(5, "a", "b", "aa");
        for (String text : SlowMatcher.all(5, "a", "b", "*", "#")) {
            TopicPattern pattern = TopicPattern.parse(text);
            for (String name : names) {
                if (pattern.matches(name) != SlowMatcher.matches(text, name)) {
                    throw new AssertionError(text + " and " + name + ": " + pattern.matches(name));
                }
            }
        }
    }

    @Test
    void equalsExactlyThePatternsThatMatchTheSame() {
        List<TopicPattern> patterns = SlowMatcher.all(4, "a", "*", "#").stream().map(TopicPattern::parse).toList();
        List<BitSet> languages = languages(patterns);
        for (int i = 0; i < patterns.size(); i++) {
            for (int k = 0; k < patterns.size(); k++) {
                assertThat(patterns.get(i).equals(patterns.get(k)))
                        .as("%s and %s", patterns.get(i), patterns.get(k))
                        .isEqualTo(languages.get(i).equals(languages.get(k)));
            }
        }
    }

    @Test
    void ordersFromExactOverStarToHash() {
        List<TopicPattern> ordered = Stream.of(
                "a.b.c", "a.b.*", "a.*.c", "a.*.*", "*.b.c", "*.*.c", "*.*.*",
                "a.b.c.#", "a.b.#", "a.#.c", "a.*.#", "a.#", "#.b.c", "#.c", "*.*.#", "#")
                .map(TopicPattern::parse).toList();
        List<TopicPattern> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(42));
        Collections.sort(shuffled);

        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void putsAPatternBeforeEveryOneThatMatchesMore() {
        List<TopicPattern> patterns = SlowMatcher.all(4, "a", "b", "*", "#").stream()
                .map(TopicPattern::parse).distinct().toList();
        List<BitSet> languages = languages(patterns);
        for (int i = 0; i < patterns.size(); i++) {
            for (int k = 0; k < patterns.size(); k++) {
                BitSet both = (BitSet) languages.get(i).clone();
                both.and(languages.get(k));
                if (i != k && both.equals(languages.get(i)) && patterns.get(i).compareTo(patterns.get(k)) >= 0) {
                    throw new AssertionError(patterns.get(i) + " should come before " + patterns.get(k));
                }
            }
        }
    }

    @Test
    void ordersTotally() {
        List<TopicPattern> patterns = SlowMatcher.all(3, "a", "b", "*", "#").stream().map(TopicPattern::parse).toList();
        for (TopicPattern one : patterns) {
            for (TopicPattern other : patterns) {
                int order = Integer.signum(one.compareTo(other));
                assertThat(order).as("%s and %s", one, other).isEqualTo(-Integer.signum(other.compareTo(one)));
                assertThat(order == 0).as("%s and %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }

    /** Which small names each pattern matches; long enough to tell patterns of four levels apart. */
    private static List<BitSet> languages(List<TopicPattern> patterns) {
        List<String> names = SlowMatcher.all(6, "a", "b", "c");
        List<BitSet> languages = new ArrayList<>();
        for (TopicPattern pattern : patterns) {
            BitSet language = new BitSet(names.size());
            for (int i = 0; i < names.size(); i++) {
                language.set(i, pattern.matches(names.get(i)));
            }
            languages.add(language);
        }
        return languages;
    }
}
