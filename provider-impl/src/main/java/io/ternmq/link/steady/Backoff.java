// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.policy.ReconnectPolicy;
import java.util.random.RandomGenerator;

/** The pauses between attempts: each twice as long as the one before, up to a limit, and a bit shorter by chance. */
final class Backoff {

    private static final double LARGEST_CUT = 0.25;

    private final ReconnectPolicy policy;
    private final RandomGenerator random;
    private long nextMillis;

    Backoff(ReconnectPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
        this.nextMillis = policy.delayMillis();
    }

    /** How long to wait before the next attempt, in milliseconds; 1 or more. */
    long next() {
        long pause = nextMillis;
        nextMillis = Math.min(policy.maxDelayMillis(), 2 * nextMillis);
        return Math.max(1, Math.round(pause * (1 - LARGEST_CUT * random.nextDouble())));
    }
}
