// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.work.LeasedMessage;
import io.ternmq.api.pattern.work.WorkItem;
import java.time.Duration;

/** A leased message with its body read. Any thread. */
final class TypedItem<T> implements WorkItem<T> {

    private static final String WHAT = "A lease";

    private final LeasedMessage lease;
    private final Incoming<T> message;
    private volatile boolean ended;

    TypedItem(LeasedMessage lease, Incoming<T> message) {
        this.lease = lease;
        this.message = message;
    }

    @Override
    public Incoming<T> message() {
        return message;
    }

    @Override
    public void extend(Duration from) {
        Desk.ask(WHAT, () -> {
            lease.extend(from);
            return true;
        });
    }

    @Override
    public void done() {
        ended = true;
        Desk.ask(WHAT, () -> {
            lease.acknowledge();
            return true;
        });
    }

    @Override
    public void giveBack(String reason, Duration delay) {
        ended = true;
        Desk.ask(WHAT, () -> {
            lease.giveBack(reason, delay);
            return true;
        });
    }

    /** Whether somebody has ended the lease here. */
    boolean isEnded() {
        return ended;
    }
}
