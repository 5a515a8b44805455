// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.truth;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorLogicTest {

    /** The name u is not set, so it stands for unknown. */
    private static final Map<String, Object> MESSAGE = Selecting.message("t", true, "f", false);

    @ParameterizedTest
    @CsvSource({"t,t,TRUE", "t,f,FALSE", "t,u,UNKNOWN", "f,t,FALSE", "f,f,FALSE", "f,u,FALSE", "u,t,UNKNOWN",
        "u,f,FALSE", "u,u,UNKNOWN"})
    void conjoinsByTheTable(String left, String right, Truth expected) {
        assertThat(truth(left + " AND " + right, MESSAGE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"t,t,TRUE", "t,f,TRUE", "t,u,TRUE", "f,t,TRUE", "f,f,FALSE", "f,u,UNKNOWN", "u,t,TRUE",
        "u,f,UNKNOWN", "u,u,UNKNOWN"})
    void disjoinsByTheTable(String left, String right, Truth expected) {
        assertThat(truth(left + " OR " + right, MESSAGE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"t,FALSE", "f,TRUE", "u,UNKNOWN", "NOT t,TRUE", "NOT NOT f,TRUE"})
    void negatesByTheTable(String operand, Truth expected) {
        assertThat(truth("NOT " + operand, MESSAGE)).isEqualTo(expected);
    }

    @Test
    void bindsNotTighterThanAndTighterThanOr() {
        assertThat(truth("NOT t AND f", MESSAGE)).isEqualTo(Truth.FALSE);
        assertThat(truth("t OR t AND f", MESSAGE)).isEqualTo(Truth.TRUE);
        assertThat(truth("(t OR t) AND f", MESSAGE)).isEqualTo(Truth.FALSE);
        assertThat(truth("NOT f OR t", MESSAGE)).isEqualTo(Truth.TRUE);
        assertThat(truth("NOT (f OR t)", MESSAGE)).isEqualTo(Truth.FALSE);
    }

    @Test
    void bindsNotLooserThanComparison() {
        assertThat(truth("NOT a = 1", "a", 2)).isEqualTo(Truth.TRUE);
        assertThat(truth("NOT a BETWEEN 1 AND 3 AND b", "a", 2, "b", true)).isEqualTo(Truth.FALSE);
    }

    @Test
    void takesBooleanLiteralsAndPropertiesAsConditions() {
        assertThat(truth("TRUE OR (FALSE AND FALSE)")).isEqualTo(Truth.TRUE);
        assertThat(truth("false")).isEqualTo(Truth.FALSE);
        assertThat(truth("p", "p", true)).isEqualTo(Truth.TRUE);
        assertThat(truth("p", "p", false)).isEqualTo(Truth.FALSE);
        assertThat(truth("p")).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void takesAnUnbooleanPropertyAsUnknown() {
        assertThat(truth("p", "p", "true")).isEqualTo(Truth.UNKNOWN);
        assertThat(truth("p", "p", 1)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void comparesConditionsInParentheses() {
        assertThat(truth("(a > 3) = b", "a", 4, "b", true)).isEqualTo(Truth.TRUE);
        assertThat(truth("(a > 3) <> (NOT b)", "a", 4, "b", true)).isEqualTo(Truth.TRUE);
        assertThat(truth("TRUE = (a > 3)", "a", 3)).isEqualTo(Truth.FALSE);
        assertThat(truth("(a > 3) = TRUE")).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void foldsReservedWordsInAnyCase() {
        assertThat(truth("nOt a Is nUlL aNd b LiKe 'xG_%' eScApE 'G' oR c In ('z')", "a", 1, "b", "x_y"))
                .isEqualTo(Truth.TRUE);
        assertThat(truth("a bEtWeEn 1 anD 2 And TruE <> fAlSe", "a", 1)).isEqualTo(Truth.TRUE);
    }
}
