// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDeskTest {

    private final List<Quake> quakes = QuakeFile.load();

    @Test
    void expectsThreeFurtherAttemptsAtTsunamisAndOneAtTheBusyLine() {
        Expectations once = new Expectations(quakes, 1);

        assertThat(AlertDesk.expectedRedeliveries(once, "us1000chhc").cardinality()).isEqualTo(3 * 3 + 1);
        assertThat(AlertDesk.expectedRedeliveries(new Expectations(quakes, 4), "us1000chhc").cardinality())
                .isEqualTo(4 * 10);
    }

    @Test
    void countsNothingTwiceWhenTheStrongestIsATsunami() {
        Expectations once = new Expectations(quakes, 1);

        assertThat(AlertDesk.expectedRedeliveries(once, "us2000crq6").cardinality()).isEqualTo(3 * 3);
    }

    @Test
    void eachFurtherAttemptHasANumberOfItsOwn() {
        Expectations once = new Expectations(quakes, 1);

        assertThat(AlertDesk.expectedRedeliveries(once, "us1000chhc").stream()
                        .filter(number -> once.quake(AlertDesk.reportNumber(number)).id().equals("us2000crq6"))
                        .map(AlertDesk::attempt))
                .containsExactly(2, 3, 4);
    }
}
