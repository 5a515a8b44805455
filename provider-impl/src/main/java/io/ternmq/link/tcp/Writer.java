// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that writes what nobody sleeps for. While it writes, more is added, which then leaves in one piece. It is
 * not the keeper: that one has to notice when the broker takes nothing any more.
 */
final class Writer extends LinkThread {

    private final Outgoing outgoing;
    private final Runnable onFailure;
    private volatile boolean awake;
    private volatile boolean ended;

    /**
     * Does not start yet.
     *
     * @param onFailure called when a socket failed that has not been replaced
     */
    Writer(Outgoing outgoing, Runnable onFailure) {
        super("ternmq-writer");
        this.outgoing = outgoing;
        this.onFailure = onFailure;
    }

    /** Something was added. Whoever finds it woken up already was heard: it looks before it sleeps. */
    void wake() {
        if (!awake) {
            awake = true;
            LockSupport.unpark(this);
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        while (!ended) {
            if (!awake) {
                LockSupport.park(this);
            }
            awake = false;
            try {
                outgoing.write();
            } catch (IOException e) {
                onFailure.run(); // the socket is closed, which the reader notices and tells
            }
        }
    }
}
