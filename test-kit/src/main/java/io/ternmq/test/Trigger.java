// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.util.random.RandomGenerator;

/**
 * Decides, each time something passes, whether a fault happens here. The n-th draw of a seed is always the same.
 * Thread-safe.
 */
final class Trigger {

    private final RandomGenerator random;
    private long countdown;
    private double probability;

    Trigger(RandomGenerator random) {
        this.random = random;
    }

    /** Fires once, when the n-th thing from now passes. */
    synchronized void atNth(int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("Counting begins with 1, so there is no number " + nth);
        }
        countdown = nth;
    }

    /** Fires by chance from now on; 0 for never. */
    synchronized void withProbability(double newProbability) {
        if (!(newProbability >= 0 && newProbability <= 1)) {
            throw new IllegalArgumentException("A probability is from 0 to 1, not " + newProbability);
        }
        probability = newProbability;
    }

    synchronized boolean fires() {
        boolean byCount = countdown > 0 && --countdown == 0;
        boolean byChance = probability > 0 && random.nextDouble() < probability;
        return byCount || byChance;
    }

    synchronized void disarm() {
        countdown = 0;
        probability = 0;
    }
}
