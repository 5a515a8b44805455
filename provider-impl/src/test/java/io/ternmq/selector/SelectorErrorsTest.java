// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorErrorsTest {

    @Test
    void saysWhatIsWrongAndPointsAtIt() {
        assertThat(refusal("color = 'blue' AND > 3")).hasMessage("""
                Invalid selector: unexpected '>' at position 19; expected an identifier, a literal or '('
                    color = 'blue' AND > 3
                                       ^""");
    }

    @Test
    void pointsBehindTheEndWhenSomethingIsMissing() {
        assertThat(refusal("a IS")).hasMessage("""
                Invalid selector: unexpected end of the selector at position 4; expected NULL or NOT NULL
                    a IS
                        ^""");
    }

    @Test
    void keepsTheCaretInPlaceBesideControlCharacters() {
        assertThat(refusal("a\n=\t\t#")).hasMessageEndingWith("\n    a =  #\n         ^");
    }

    @Test
    void showsALongTextInPart() {
        SelectorSyntaxException refusal = refusal("a = 1 OR ".repeat(1000) + "?" + " OR a = 1".repeat(1000));

        assertThat(refusal.position()).isEqualTo(9000);
        assertThat(refusal.getMessage().lines().skip(1)).allMatch(line -> line.length() < 140);
        assertThat(refusal.getMessage().lines().skip(1).map(line -> line.charAt(65))).containsExactly('?', '^');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "a = 'x|4", "a == 1|3", "a != 1|2", "a = \"x\"|4", "a = 1;|5", "a # 1|2", "a.b = 1|1", "a-b|0", "a = b c|6",
        "(a = 1|6", "a = 1)|5", "()|1", "a AND|5", "OR a|0", "NOT|3", "a NOT|5", "a NOT = 1|6", "a IS 1|5",
        "a IS NOT 1|9", "a IS NOT|8", "a BETWEEN 1|11", "a BETWEEN 1 OR 2|12",
        "a BETWEEN 1, 3|11", "2 BETWEEN AND 3|10",
        "a IN 'x'|5", "a IN ()|6", "a IN ('x'|9", "a IN ('x',)|10", "a IN (1)|6", "a IN (b)|6", "a IN ('x' 'y')|10",
        "a LIKE 7|7", "a LIKE b|7", "a LIKE 'x' ESCAPE|17", "a LIKE 'x' ESCAPE 1|18", "a LIKE 'x' ESCAPE ''|18",
        "a LIKE 'x' ESCAPE '!!'|18", "a LIKE 'x!y' ESCAPE '!'|7", "a LIKE 'x!' ESCAPE '!'|7", "3 LIKE 'x'|0",
        "'x' IN ('x')|0", "3 IS NULL|0", "'x' LIKE 'x'|0", "-a IS NULL|0", "a + b IN ('x')|0", "a = NOT b|4",
        "a = b = c|6", "NOT a = b = c|10", "1 < a < 3|6", "a = 1 IS NULL|6", "a => 1|3", "a =< 1|3", "a < > 1|4",
        "a = -|5", "a = 1 +|7",
        "a ESCAPE 'x'|2", "a = NULL|4", "NULL|0", "a \u20ac|2", "\uD83D\uDE00 = 1|0", "a -- comment|0"})
    void refusesWithThePosition(String selector, int position) {
        assertThat(refusal(selector).position()).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "TRUE = 0|7", "FALSE > 0|0", "'foo' > TRUE|0", "a > 'foo'|4", "a >= TRUE|5", "'a' < b|0",
        "'a' = 3|6", "1 <> TRUE|5",
        "false < true|0", "(a = 1) < 3|0", "(a = 1) = 3|10", "a BETWEEN 'x' AND 'y'|10", "a BETWEEN 1 AND 'y'|16",
        "'b' BETWEEN 1 AND 2|0", "a BETWEEN FALSE AND TRUE|10", "a + 'x' = 1|4", "'x' * 2 = 1|0", "-'x' = 1|1",
        "-TRUE = 1|1", "(a AND b) + 1 = 2|0", "NOT 3|4", "NOT 'x'|4", "3|0", "'x'|0", "a + 1|0", "a AND 1|6",
        "1 OR a|0", "a OR 'x' OR b|5", "(1)|0", "a AND (b + 1)|6", "2.0 < '3.0'|6"})
    void refusesWhatTheTextAloneShowsToBeOfTheWrongType(String selector, int position) {
        assertThat(refusal(selector).position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankText(String blank) {
        assertThat(refusal(blank).position()).isEqualTo(blank.length());
    }

    @Test
    void namesBothTypesOfAnUnlikeComparison() {
        assertThat(refusal("TRUE = 0")).hasMessageContaining("a boolean compared with a number");
    }
}
