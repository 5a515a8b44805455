// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void knowsNothingWithoutMessages() {
        assertThat(latencies.percentile(0.5)).isZero();
    }

    @Test
    void findsTheNearestRankInAnyOrder() {
        for (int i = 5_000; i >= 1; i--) {
            latencies.add(i);
        }

        assertThat(latencies.percentile(0.0)).isEqualTo(1);
        assertThat(latencies.percentile(0.5)).isEqualTo(2_500);
        assertThat(latencies.percentile(0.99)).isEqualTo(4_950);
        assertThat(latencies.percentile(1.0)).isEqualTo(5_000);
    }
}
