// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.protocol.wire.Frame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that keeps a link alive: it sends a heartbeat when nothing else was sent, notices when the broker is
 * silent for too long, and writes what the reader must not. It goes by the machine's clock, as sockets do.
 */
final class Keeper extends LinkThread {

    private static final int BEATS_PER_SILENCE = 2;
    private static final int TOLERATED_SILENCES = 2;

    private final Outgoing outgoing;
    private final long intervalNanos;
    private final Runnable onSilence;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean awake;
    private volatile boolean ended;

    /**
     * Does not start yet.
     *
     * @param heartbeatMillis longest silence that was promised
     * @param onSilence       called when the broker has not kept that promise
     */
    Keeper(Outgoing outgoing, long heartbeatMillis, Runnable onSilence) {
        super("ternmq-keeper");
        this.outgoing = outgoing;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis) / BEATS_PER_SILENCE;
        this.onSilence = onSilence;
    }

    /** Something arrived. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Something is to be written now. */
    void wake() {
        awake = true;
        LockSupport.unpark(this);
    }

    void end() {
        ended = true;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        long next = System.nanoTime() + intervalNanos;
        while (!ended) {
            if (!awake) {
                LockSupport.parkNanos(this, Math.max(1, next - System.nanoTime()));
            }
            awake = false;
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + intervalNanos;
                beat();
            }
            write();
        }
    }

    private void beat() {
        if (!outgoing.hasWritten()) {
            outgoing.add(Frame.Beat.INSTANCE, false);
        }
        if (System.nanoTime() - heardNanos > TOLERATED_SILENCES * BEATS_PER_SILENCE * intervalNanos) {
            heard();
            onSilence.run();
        }
    }

    private void write() {
        try {
            outgoing.write();
        } catch (IOException e) {
            onSilence.run(); // the socket is closed, which the reader notices and tells
        }
    }
}
