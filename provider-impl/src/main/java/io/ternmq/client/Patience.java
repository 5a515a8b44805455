// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

/**
 * How long a thread looks again and again for what it waits for before it sleeps. Waking a sleeping thread costs more
 * than most waits last, but on a single core the other side cannot go on while this one looks.
 *
 * @param looks how often it looks; 0 for going to sleep at once
 */
public record Patience(int looks) {

    /** Never looks twice. */
    public static final Patience NONE = new Patience(0);

    private static final int SOME_MICROSECONDS = 1_000;

    /** Checks the range. */
    public Patience {
        if (looks < 0) {
            throw new IllegalArgumentException("looks must be 0 or more, but is " + looks);
        }
    }

    /** What suits this machine. */
    public static Patience ofThisMachine() {
        return Runtime.getRuntime().availableProcessors() > 1 ? new Patience(SOME_MICROSECONDS) : NONE;
    }
}
