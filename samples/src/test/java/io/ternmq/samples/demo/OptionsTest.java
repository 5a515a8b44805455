// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void playsOnceAsFastAsPossibleByDefault() {
        assertThat(Options.parse()).isEqualTo(new Options(0, 1, false, false));
    }

    @Test
    void takesArgumentsInAnyOrder() {
        assertThat(Options.parse("--json", "--repeat", "3", "--rate", "500"))
                .isEqualTo(new Options(500, 3, true, false));
    }

    @Test
    void takesTheLimits() {
        assertThat(Options.parse("--rate", "1000000", "--repeat", "1000"))
                .isEqualTo(new Options(1_000_000, 1_000, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helps(String argument) {
        assertThat(Options.parse(argument).help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "2.5", "many", "", "99999999999"})
    void refusesWhatIsNoSensibleNumber(String number) {
        assertThatThrownBy(() -> Options.parse("--repeat", number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--repeat takes a whole number from 1 to 1000, but was given " + number + ".");
    }

    @Test
    void missesTheNumber() {
        assertThatThrownBy(() -> Options.parse("--rate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but was given nothing.");
    }

    @Test
    void refusesUnknownArguments() {
        assertThatThrownBy(() -> Options.parse("--loud"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--loud");
    }
}
