// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.util.OptionalLong;

/** Waits that double from one attempt to the next, up to a most. Any thread may call; guarded by its monitor. */
final class Backoff {

    private final int attempts;
    private final long firstMillis;
    private final long mostMillis;
    private int made;
    private long nextMillis;

    /**
     * Begins.
     *
     * @param attempts how many in a row, -1 for no end
     */
    Backoff(int attempts, long firstMillis, long mostMillis) {
        this.attempts = attempts;
        this.firstMillis = firstMillis;
        this.mostMillis = mostMillis;
        this.nextMillis = firstMillis;
    }

    /** How long to wait before the next attempt, in milliseconds; nothing when there is none. */
    synchronized OptionalLong next() {
        if (attempts >= 0 && made >= attempts) {
            return OptionalLong.empty();
        }
        made++;
        long wait = nextMillis;
        nextMillis = Math.min(mostMillis, wait * 2);
        return OptionalLong.of(wait);
    }

    /** An attempt went well. */
    synchronized void reset() {
        made = 0;
        nextMillis = firstMillis;
    }
}
