// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * How often and when a message is delivered again after its consumer rolled back, recovered or failed.
 *
 * @param maxDeliveryAttempts attempts before the message becomes a dead letter; 1 or more, or
 *                            {@link Limits#UNLIMITED}; default 10
 * @param delayMillis         pause before the first redelivery in milliseconds; 0 (default) keeps the message at its
 *                            place in the queue
 * @param delayMultiplier     factor by which the pause grows with every further attempt; 1.0 (default) or more
 * @param maxDelayMillis      longest pause in milliseconds; 0 or more; default 60,000
 */
public record Redelivery(int maxDeliveryAttempts, long delayMillis, double delayMultiplier, long maxDelayMillis) {

    /** Ten attempts without pause. */
    public static final Redelivery DEFAULT = new Redelivery(10, 0, 1.0, 60_000);

    /** Checks the ranges. */
    public Redelivery {
        Checks.positiveOrUnlimited("max-delivery-attempts", maxDeliveryAttempts);
        Checks.atLeast("redelivery-delay", delayMillis, 0);
        Checks.atLeast("max-redelivery-delay", maxDelayMillis, 0);
        if (!(delayMultiplier >= 1.0)) {
            throw new IllegalArgumentException(
                    "redelivery-delay-multiplier must be 1.0 or more, but is " + delayMultiplier);
        }
    }

    /**
     * Sets the number of attempts.
     *
     * @param attempts 1 or more, or {@link Limits#UNLIMITED}
     * @return a copy with this number
     */
    public Redelivery withMaxDeliveryAttempts(int attempts) {
        return new Redelivery(attempts, delayMillis, delayMultiplier, maxDelayMillis);
    }

    /**
     * Sets the pause and its growth.
     *
     * @param firstMillis pause before the first redelivery, 0 or more milliseconds
     * @param multiplier  growth with every attempt, 1.0 or more
     * @param mostMillis  longest pause, 0 or more milliseconds
     * @return a copy with this backoff
     */
    public Redelivery withBackoff(long firstMillis, double multiplier, long mostMillis) {
        return new Redelivery(maxDeliveryAttempts, firstMillis, multiplier, mostMillis);
    }

    /**
     * The pause after a number of failed attempts.
     *
     * @param failedAttempts 1 or more
     * @return milliseconds, 0 for an immediate redelivery
     */
    public long pauseMillisAfter(int failedAttempts) {
        double pause = delayMillis * Math.pow(delayMultiplier, Math.max(0, failedAttempts - 1));
        return (long) Math.min(pause, (double) maxDelayMillis);
    }
}
