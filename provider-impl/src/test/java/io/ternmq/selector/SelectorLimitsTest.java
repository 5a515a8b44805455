// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorLimitsTest {

    @Test
    void evaluatesALongFlatDisjunction() {
        String text = IntStream.rangeClosed(1, 5000).mapToObj(i -> "a=" + i).collect(Collectors.joining(" OR "));
        Selector selector = Selector.parse(text);

        assertThat(selector.matches(name -> 5000)).isTrue();
        assertThat(selector.matches(name -> 5001)).isFalse();
    }

    @Test
    void evaluatesALongFlatConjunctionAndSum() {
        assertThat(Selector.parse("a=1" + " AND a=1".repeat(7000)).matches(name -> 1)).isTrue();
        assertThat(Selector.parse("1" + "+a".repeat(30_000) + "=30001").matches(name -> 1)).isTrue();
        assertThat(Selector.parse("1" + "*a".repeat(30_000) + "=1").matches(name -> 1)).isTrue();
    }

    @Test
    void readsALongLiteralAndAManyMemberedList() {
        assertThat(Selector.parse("a < 0." + "1_".repeat(30_000) + "1").matches(name -> 0)).isTrue();
        assertThat(Selector.parse("a = " + "0".repeat(60_000) + "7").matches(name -> 7)).isTrue();
        assertThat(Selector.parse("a IN ('x'" + ",'y'".repeat(15_000) + ")").matches(name -> "y")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'(',a,')','',256", "'NOT ',a,'','',1024", "'- ',a,'',' > 0',512", "'1 + (',1,')',' > 0',1284"})
    void nestsAsDeepAsTheLimitAndNoDeeper(String open, String core, String close, String tail, int refusedAt) {
        Selector deepest = Selector.parse(open.repeat(256) + core + close.repeat(256) + tail);
        assertThat(deepest.matches(name -> true)).isEqualTo(!open.startsWith("-"));

        SelectorSyntaxException refusal = refusal(open.repeat(257) + core + close.repeat(257) + tail);
        assertThat(refusal.position()).isEqualTo(refusedAt);
        assertThat(refusal).hasMessageContaining("too many nested levels");
    }

    @Test
    void countsNestingAndNotOccurrences() {
        assertThat(Selector.parse("NOT a" + " OR NOT (a)".repeat(1000)).matches(name -> false)).isTrue();
        assertThat(Selector.parse("a = -1" + " AND +a < -(-1) + -2".repeat(1000)).matches(name -> -2)).isFalse();
    }

    @Test
    void refusesADeepTextInsteadOfOverflowing() {
        assertThat(refusal("(".repeat(65_000)).position()).isEqualTo(256);
        assertThat(refusal("NOT ".repeat(16_000) + "a").position()).isEqualTo(1024);
        assertThat(refusal("a = " + "-".repeat(60_000) + "1").position()).isEqualTo(260);
    }

    @Test
    void refusesATextThatIsTooLong() {
        String longest = "a" + " ".repeat(65_535);

        assertThat(Selector.parse(longest).matches(name -> true)).isTrue();
        SelectorSyntaxException refusal = refusal(longest + " ");
        assertThat(refusal.position()).isEqualTo(65_536);
        assertThat(refusal).hasMessageContaining("65537 characters");
    }
}
