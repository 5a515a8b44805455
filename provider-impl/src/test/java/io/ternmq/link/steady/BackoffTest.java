// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.ReconnectPolicy;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a client waits between its attempts. */
class BackoffTest {

    private static final ReconnectPolicy POLICY = new ReconnectPolicy(60_000, 50, 1_000);

    @Test
    void pausesGrowUpToTheLimit() {
        assertThat(pauses(() -> 0L, 7)).containsExactly(50L, 100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void chanceMakesThemUpToAQuarterShorter() {
        List<Long> longest = pauses(() -> 0L, 7);
        List<Long> pauses = pauses(new SplittableRandom(5), 7);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(longest.get(i) * 3 / 4, longest.get(i));
        }
        assertThat(pauses).isNotEqualTo(longest);
    }

    @Test
    void aPauseIsNeverNone() {
        Backoff shortest = new Backoff(new ReconnectPolicy(1, 1, 1), () -> -1L);
        assertThat(Stream.generate(shortest::next).limit(3)).containsOnly(1L);
    }

    private static List<Long> pauses(RandomGenerator random, int count) {
        Backoff backoff = new Backoff(POLICY, random);
        return Stream.generate(backoff::next).limit(count).toList();
    }
}
