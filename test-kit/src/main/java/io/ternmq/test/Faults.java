// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What a test breaks on purpose: the store and the links of its broker. Everything that is left to chance follows
 * from one seed; a failing test prints it, and {@code -Dternmq.seed=<seed>} plays the test again. Each place has a
 * stream of random numbers of its own, so that threads that take turns in another order do not change what happens at
 * one place.
 *
 * <p>Nothing is broken unless a method is called. The faults stay in force when the broker is started again. Callable
 * from any thread.
 */
public final class Faults {

    /** The system property that sets the seed of every test. */
    public static final String SEED_PROPERTY = "ternmq.seed";

    private final long seed;
    private final RandomGenerator random;
    private final StoreFaults store;
    private final LinkFaults link;

    /**
     * Faults that follow from a seed.
     *
     * @param seed any number
     */
    public Faults(long seed) {
        this.seed = seed;
        this.random = stream("test");
        this.store = new StoreFaults(stream("store"));
        this.link = new LinkFaults(stream("link.request"), stream("link.reply"));
    }

    /**
     * The seed of a run: the system property {@value #SEED_PROPERTY}, else the number given, else a fresh one.
     *
     * @param fixed a seed of the test's choice, or 0 for none
     * @return the seed
     * @throws IllegalArgumentException when the system property is no number
     */
    public static long seedOfThisRun(long fixed) {
        String property = System.getProperty(SEED_PROPERTY);
        if (property != null && !property.isBlank()) {
            return parse(property.strip());
        }
        return fixed != 0 ? fixed : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + SEED_PROPERTY + " must be a whole number, but is " + text, e);
        }
    }

    /**
     * The seed from which everything follows.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * Random numbers for the test itself, so that its own choices are played again with the rest.
     *
     * @return a generator for use by one thread at a time; always the same one
     */
    public RandomGenerator random() {
        return random;
    }

    /**
     * Faults of the store.
     *
     * @return the fault points at the store
     */
    public StoreFaults store() {
        return store;
    }

    /**
     * Faults of the links between clients and broker.
     *
     * @return the fault points at the links
     */
    public LinkFaults link() {
        return link;
    }

    /** Breaks nothing any more and lets go whatever is held back. */
    public void clear() {
        store.clear();
        link.clear();
    }

    /** A stream of random numbers for one place. */
    RandomGenerator stream(String place) {
        return new SplittableRandom(seed ^ Long.rotateLeft(place.hashCode() * 0x9E3779B97F4A7C15L, 17));
    }

    /** What a failing test says, so that it can be played again. */
    String hint() {
        return "Play this test again with -D" + SEED_PROPERTY + '=' + seed;
    }

    @Override
    public String toString() {
        return "Faults[seed=" + seed + ", " + store + ", " + link + ']';
    }
}
