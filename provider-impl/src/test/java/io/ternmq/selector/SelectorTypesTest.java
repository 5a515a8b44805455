// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.truth;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"p = 2", "p <> 2", "p < 2", "p <= 2", "p > 1", "p >= 1", "2 = p", "2 <> p", "1 < p",
        "p = 2.0", "p = TRUE", "p <> TRUE", "p = q", "p <> q", "p < q", "p BETWEEN 1 AND 3", "p NOT BETWEEN 5 AND 6"})
    void isFalseForUnlikeTypes(String selector) {
        assertThat(truth(selector, "p", "2", "q", 2)).isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p = 'x'", "p <> 'x'", "p IN ('x')", "p NOT IN ('x')", "p LIKE 'x'", "p NOT LIKE 'x'"})
    void isFalseForAStringOperationOnANumber(String selector) {
        assertThat(truth(selector, "p", 2)).isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p = 2", "p <> 2", "p < q", "q = p", "p = 'x'", "p <> TRUE", "p = p", "p <> p", "p + 1 > 0",
        "q * p = 1", "-p < 1", "p IN ('x')", "p NOT IN ('x')", "p LIKE '%'", "p NOT LIKE '%'", "p BETWEEN 1 AND 2",
        "p NOT BETWEEN 1 AND 2", "s = p"})
    void isUnknownForNull(String selector) {
        assertThat(truth(selector, "q", 2, "s", "x")).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s + 1 > 0", "1 + s > 0", "-s < 0", "+s > 0", "s * 2 = s",
        "b / 2 = 1", "-(b) <> 1", "n + s = 1"})
    void isUnknownForArithmeticOnSomethingElse(String selector) {
        assertThat(truth(selector, "s", "1", "b", true)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void comparesStringsForEqualityOnly() {
        assertThat(truth("p = 'a'", "p", "a")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = 'A'", "p", "a")).isEqualTo(Truth.FALSE);
        assertThat(truth("p <> 'b'", "p", "a")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = q", "p", "a", "q", "a")).isEqualTo(Truth.TRUE);
        assertThat(truth("p <> q", "p", "a", "q", "a")).isEqualTo(Truth.FALSE);
        assertThat(truth("p <= q", "p", "a", "q", "a")).isEqualTo(Truth.FALSE);
        assertThat(truth("p < q", "p", "a", "q", "b")).isEqualTo(Truth.FALSE);
    }

    @Test
    void comparesBooleansForEqualityOnly() {
        assertThat(truth("p = TRUE AND FALSE <> p", "p", true)).isEqualTo(Truth.TRUE);
        assertThat(truth("p = q", "p", true, "q", false)).isEqualTo(Truth.FALSE);
        assertThat(truth("p >= q", "p", true, "q", true)).isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b = 2", "s = 2", "i = 2", "l = 2", "f = 2", "d = 2", "i = 2.0", "i = d", "d = l", "f = b",
        "2 = s", "1 < i", "1.5 < l", "3 > f", "3.0 >= d", "b + s * i / l - f = d"})
    void promotesAllNumbers(String selector) {
        assertThat(truth(selector, "b", (byte) 2, "s", (short) 2, "i", 2, "l", 2L, "f", 2f, "d", 2d))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void computesWholeNumbersAsLong() {
        assertThat(truth("i + 1 > 0", "i", Integer.MAX_VALUE)).isEqualTo(Truth.TRUE);
        assertThat(truth("l + 1 < 0", "l", Long.MAX_VALUE)).isEqualTo(Truth.TRUE);
        assertThat(truth("7 / i = 3 AND -7 / i = -3", "i", 2)).isEqualTo(Truth.TRUE);
        assertThat(truth("l / -1 = l AND -l = l", "l", Long.MIN_VALUE)).isEqualTo(Truth.TRUE);
    }

    @Test
    void comparesWholeWithRealAsDouble() {
        assertThat(truth("l = d", "l", (1L << 53) + 1, "d", (double) (1L << 53))).isEqualTo(Truth.TRUE);
        assertThat(truth("l = 9007199254740992", "l", (1L << 53) + 1)).isEqualTo(Truth.FALSE);
        assertThat(truth("f = 1.1", "f", 1.1f)).isEqualTo(Truth.FALSE);
        assertThat(truth("f = 1.1f", "f", 1.1f)).isEqualTo(Truth.TRUE);
        assertThat(truth("7 / i = 3.5", "i", 2d)).isEqualTo(Truth.TRUE);
    }

    @Test
    void isUnknownForWholeDivisionByZero() {
        assertThat(truth("1 / i = 0", "i", 0)).isEqualTo(Truth.UNKNOWN);
        assertThat(truth("l / 0 <> 1", "l", 5L)).isEqualTo(Truth.UNKNOWN);
        assertThat(truth("1 / d > 1000", "d", 0d)).isEqualTo(Truth.TRUE);
        assertThat(truth("0 / 0.0 = 1")).isEqualTo(Truth.FALSE);
    }

    @Test
    void treatsNanAndZeroAsJavaDoes() {
        assertThat(truth("d <> d", "d", Double.NaN)).isEqualTo(Truth.TRUE);
        assertThat(truth("d = d OR d < 1 OR d >= 1", "d", Double.NaN)).isEqualTo(Truth.FALSE);
        assertThat(truth("d <> 1", "d", Float.NaN)).isEqualTo(Truth.TRUE);
        assertThat(truth("d NOT BETWEEN 1 AND 2", "d", Double.NaN)).isEqualTo(Truth.FALSE);
        assertThat(truth("d = 0 AND d >= 0.0", "d", -0.0)).isEqualTo(Truth.TRUE);
    }

    @Test
    void ordersArithmeticByPrecedenceFromTheLeft() {
        assertThat(truth("a+b*c-d/e = 6", "a", 1f, "b", 2f, "c", 3f, "d", 4f, "e", 4f)).isEqualTo(Truth.TRUE);
        assertThat(truth("(1 + 2) * 3 = 9 AND 1 + 2 * 3 = 7")).isEqualTo(Truth.TRUE);
        assertThat(truth("10 - 3 - 2 = 5 AND 100 / 5 / 2 = 10")).isEqualTo(Truth.TRUE);
        assertThat(truth("- a + b = 0 AND a--5 = 10", "a", 5, "b", 5)).isEqualTo(Truth.TRUE);
        assertThat(truth("-(-a) = +a AND 2 * -a = -10", "a", 5)).isEqualTo(Truth.TRUE);
        assertThat(truth("1 / +(d * -1) < 0", "d", 0d)).as("plus keeps the sign of zero").isEqualTo(Truth.TRUE);
    }
}
