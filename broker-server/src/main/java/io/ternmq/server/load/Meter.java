// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Rates of one second after the other. One thread. */
final class Meter {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Score score;
    private final Consumer<Progress> watcher;
    private long shown;
    private long lastNanos;
    private long lastSent;
    private long lastReceived;

    Meter(Score score, Consumer<Progress> watcher) {
        this.score = score;
        this.watcher = watcher;
    }

    /** How long until the next look. */
    long nanosToNext() {
        return Math.max(0, (shown + 1) * SECOND - score.elapsedNanos());
    }

    /** Takes a look and tells of it. */
    void show() {
        long now = score.elapsedNanos();
        long sent = score.sent.sum();
        long received = score.received.sum();
        double seconds = (double) (now - lastNanos) / SECOND;
        shown = now / SECOND;
        watcher.accept(new Progress(shown, (sent - lastSent) / seconds, (received - lastReceived) / seconds));
        lastNanos = now;
        lastSent = sent;
        lastReceived = received;
    }
}
