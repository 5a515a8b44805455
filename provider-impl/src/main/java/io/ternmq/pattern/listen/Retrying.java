// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import java.time.Duration;
import java.util.List;

/**
 * How often and how soon something is tried again.
 *
 * @param maxAttempts the first included
 * @param delay       before the second attempt
 * @param multiplier  makes each further pause longer
 * @param maxDelay    no pause is longer, but for the jitter
 * @param jitter      part of a pause by which it may be longer or shorter
 * @param on          failures that are worth it
 * @param notOn       those among them that are not
 */
public record Retrying(
        int maxAttempts,
        Duration delay,
        double multiplier,
        Duration maxDelay,
        double jitter,
        List<Class<? extends Throwable>> on,
        List<Class<? extends Throwable>> notOn) {

    /** One attempt and no more. */
    public static final Retrying NEVER = new Retrying(
            1, Duration.ZERO, 1, Duration.ZERO, 0, List.of(Throwable.class), List.of());

    /** Values that nobody changes. */
    public Retrying {
        on = List.copyOf(on);
        notOn = List.copyOf(notOn);
    }

    /** Whether there is to be another attempt after so many, the last of which has failed like this. */
    public boolean isWorthIt(int attempts, Throwable failure) {
        return attempts < maxAttempts && distance(failure, on) < distance(failure, notOn);
    }

    /** How far the nearest of some classes is above a failure's class; very far when none is. */
    private static int distance(Throwable failure, List<Class<? extends Throwable>> classes) {
        int steps = 0;
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (classes.contains(type)) {
                return steps;
            }
            steps++;
        }
        return Integer.MAX_VALUE;
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt from 1
     * @param chance  from 0 to 1, decides about the jitter
     */
    public Duration pauseAfter(int attempt, double chance) {
        double grown = (double) delay.toMillis() * Math.pow(multiplier, attempt - 1.0);
        double millis = Math.min(grown, (double) maxDelay.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * chance - 1))));
    }
}
