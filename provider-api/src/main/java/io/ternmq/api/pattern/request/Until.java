// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import java.time.Duration;
import java.util.Objects;

/**
 * When enough answers have been gathered. There is always a time limit besides: {@link #DEFAULT_LIMIT} unless {@link
 * #orWithin} says another one.
 *
 * @param rule  what is counted
 * @param count for {@link Rule#ALL} answers of any kind, for {@link Rule#FIRST} good answers, for {@link Rule#QUORUM}
 *              responders of which more than half are to give a good answer; 0 for as many responders as were declared
 * @param limit longest wait
 */
public record Until(Rule rule, int count, Duration limit) {

    /** The time limit when none is given. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    /** What is counted. */
    public enum Rule {
        /** Everybody has answered, well or not. */
        ALL,
        /** The first so many have answered well. */
        FIRST,
        /** More than half have answered well; it ends early when that cannot be reached any more. */
        QUORUM,
        /** Nothing but time. */
        TIME
    }

    /** Checks the ranges. */
    public Until {
        Objects.requireNonNull(rule, "rule");
        if (count < 0) {
            throw new IllegalArgumentException("A number of answers is not negative: " + count);
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A time limit is longer than nothing, not " + limit);
        }
    }

    /**
     * Until everybody who was declared by {@link Gather#expecting} has answered.
     *
     * @return the condition
     */
    public static Until all() {
        return new Until(Rule.ALL, 0, DEFAULT_LIMIT);
    }

    /**
     * Until so many have answered, well or not.
     *
     * @param responders 1 or more
     * @return the condition
     */
    public static Until all(int responders) {
        return new Until(Rule.ALL, atLeastOne(responders), DEFAULT_LIMIT);
    }

    /**
     * Until so many have answered well; failures are gathered but not counted.
     *
     * @param answers 1 or more
     * @return the condition
     */
    public static Until first(int answers) {
        return new Until(Rule.FIRST, atLeastOne(answers), DEFAULT_LIMIT);
    }

    /**
     * Until more than half of those who were declared by {@link Gather#expecting} have answered well.
     *
     * @return the condition
     */
    public static Until quorum() {
        return new Until(Rule.QUORUM, 0, DEFAULT_LIMIT);
    }

    /**
     * Until more than half of so many have answered well.
     *
     * @param responders how many there are altogether, 1 or more
     * @return the condition
     */
    public static Until quorum(int responders) {
        return new Until(Rule.QUORUM, atLeastOne(responders), DEFAULT_LIMIT);
    }

    /**
     * Until the time is over, whoever has answered.
     *
     * @param limit the time; milliseconds count
     * @return the condition
     */
    public static Until within(Duration limit) {
        return new Until(Rule.TIME, 0, limit);
    }

    /**
     * The same condition, but no longer than a time.
     *
     * @param longest the time; milliseconds count
     * @return a copy with this limit
     */
    public Until orWithin(Duration longest) {
        return new Until(rule, count, longest);
    }

    private static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Say how many answers: 1 or more, not " + number);
        }
        return number;
    }
}
