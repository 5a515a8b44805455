// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "orders.eu.created", "jms/queue/orders", "ä.日本", "a-b_c:d@e", "x.\uD83D\uDE00", "$SYS.1",
    })
    void acceptsALegalNameAsItIs(String name) {
        assertThat(TopicNames.requireLiteral(name)).isSameAs(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a..b   | The name "a..b" has an empty level at character 3, between two dots
            .a     | The name ".a" begins with a dot; its first level is empty
            .      | The name "." begins with a dot; its first level is empty
            a.     | The name "a." ends with a dot; its last level is empty
            a b    | The name "a b" contains white space (U+0020) at character 2
            a.*.b  | The name "a.*.b" contains the wildcard * at character 3
            a.#    | The name "a.#" contains the wildcard # at character 3
            a.>    | The name "a.>" contains the wildcard > at character 3
            a*b    | The name "a*b" contains the wildcard * at character 2
            """)
    void refusesWithASentenceThatSaysWhatAndWhere(String name, String sentence) {
        assertThatThrownBy(() -> TopicNames.requireLiteral(name))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(sentence);
    }

    @Test
    void refusesWhatALogWouldNotShowAndShowsIt() {
        assertRefused("", "A name must not be empty");
        assertRefused("a\tb", "The name \"a\\u0009b\" contains white space (U+0009) at character 2");
        assertRefused("ab\u0000", "The name \"ab\\u0000\" contains a control character (U+0000) at character 3");
        assertRefused("a\u00A0", "The name \"a\\u00A0\" contains white space (U+00A0) at character 2");
        assertRefused("a\uD83D.b", "The name \"a\\uD83D.b\" contains half of a surrogate pair (U+D83D) at character 2");
        assertRefused("\uDE00", "The name \"\\uDE00\" contains half of a surrogate pair (U+DE00) at character 1");
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        String longest = "a".repeat(TopicNames.MAX_LENGTH);
        String deepest = "a" + ".a".repeat(TopicNames.MAX_LEVELS - 1);

        assertThat(TopicNames.requireLiteral(longest)).isEqualTo(longest);
        assertThat(TopicNames.requireLiteral(deepest)).isEqualTo(deepest);
        assertRefused(longest + "a", "The name \"" + "a".repeat(80) + "…\" has 1025 characters; 1024 are the limit");
        assertRefused(deepest + ".a", "The name \"" + "a.".repeat(40) + "…\" has 129 levels; 128 are the limit");
    }

    private static void assertRefused(String name, String sentence) {
        assertThatThrownBy(() -> TopicNames.requireLiteral(name))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }
}
