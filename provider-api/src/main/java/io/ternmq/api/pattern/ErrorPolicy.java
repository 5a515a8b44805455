// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens when the program's own code fails over a message. Attempts are made by the handling side, one after
 * the other and before anything else of the same order; when the last one has failed, {@link #then} decides.
 *
 * @param maxAttempts attempts altogether, 1 or more; default 1
 * @param delay       pause before the second attempt; default 1 s
 * @param multiplier  by how much each further pause is longer, 1 or more; default 2
 * @param maxDelay    longest pause; default 1 min
 * @param then        what becomes of a message that has failed for good; default {@link Then#DEAD_LETTER}
 */
public record ErrorPolicy(int maxAttempts, Duration delay, double multiplier, Duration maxDelay, Then then) {

    /** One attempt, then the dead-letter queue. */
    public static final ErrorPolicy DEFAULT =
            new ErrorPolicy(1, Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1), Then.DEAD_LETTER);

    /** What becomes of a message that has failed for good. */
    public enum Then {
        /**
         * It goes to {@code DLQ.<queue>} or {@code DLQ.<topic>.<subscription>} with the reason, and the next one comes.
         */
        DEAD_LETTER,
        /** It goes back to the provider, whose own redelivery settings decide. */
        REDELIVER,
        /** It is logged and counted, and the next one comes. */
        DROP,
        /** It goes back to the provider, and handling ends until somebody resumes it. */
        STOP
    }

    /** Checks the ranges. */
    public ErrorPolicy {
        Objects.requireNonNull(then, "then");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is 1 or more, not " + maxAttempts);
        }
        if (delay.isNegative() || maxDelay.compareTo(delay) < 0) {
            throw new IllegalArgumentException(
                    "delay is 0 or more and maxDelay no shorter: " + delay + ", " + maxDelay);
        }
        if (!(multiplier >= 1.0)) {
            throw new IllegalArgumentException("multiplier is 1 or more, not " + multiplier);
        }
    }

    /**
     * Makes more attempts with growing pauses.
     *
     * @param attempts attempts altogether
     * @param first    pause before the second one
     * @param factor   by how much each further pause is longer
     * @param longest  longest pause
     * @return a copy with these settings
     */
    public ErrorPolicy withRetry(int attempts, Duration first, double factor, Duration longest) {
        return new ErrorPolicy(attempts, first, factor, longest, then);
    }

    /**
     * Chooses what becomes of a message that has failed for good.
     *
     * @param choice the end
     * @return a copy with this choice
     */
    public ErrorPolicy withThen(Then choice) {
        return new ErrorPolicy(maxAttempts, delay, multiplier, maxDelay, choice);
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt the attempt that failed, 1 for the first
     * @return the pause before the next one
     */
    public Duration pauseAfter(int attempt) {
        double millis = (double) delay.toMillis() * Math.pow(multiplier, attempt - 1.0);
        return Duration.ofMillis((long) Math.min(millis, (double) maxDelay.toMillis()));
    }
}
