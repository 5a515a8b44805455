// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as people write them. */
class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "500ms, 500", "10s, 10000", "2m, 120000", "3h, 10800000", "1d, 86400000", "0s, 0"})
    void readsANumberAndItsUnit(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10S", "PT1.5S", "P1DT2H", "PT0S"})
    void readsIso8601(String text) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "5 s", "-5s", "1.5s", "5S", "5y", "soon", "PT", "P", "5s5s", "1234567890123ms"})
    void saysHowToWriteOne(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' is no duration: write a whole number and ms, s, m, h or d, for example 5s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36526d", "999999999999d", "P36526D"})
    void refusesMoreThanAHundredYears(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is longer than a hundred years");
    }

    @Test
    void takesAHundredYears() {
        assertThat(DurationText.parse("36525d")).isEqualTo(Duration.ofDays(36_525));
    }

    @Test
    void refusesLessThanNothing() {
        assertThatThrownBy(() -> DurationText.parse("PT-1S"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'PT-1S' is shorter than nothing");
    }
}
