// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.work.LeasedMessage;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.client.session.LeaseLine;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.message.Messages;
import io.ternmq.jms.message.ObjectFilter;
import io.ternmq.protocol.Event;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Leases for any number of threads: each call has a line of its own as long as it lasts. */
final class TernLeases implements Leases {

    private final Supplier<LeaseLine> opener;
    private final ObjectFilter filter;
    private final Deque<LeaseLine> idle = new ArrayDeque<>();
    private final List<LeaseLine> all = new ArrayList<>();
    private boolean closed;

    /** Opens the first line, so that a queue or selector which is not understood is refused at once. */
    TernLeases(Supplier<LeaseLine> opener, ObjectFilter filter) {
        this.opener = opener;
        this.filter = filter;
        LeaseLine first = opener.get();
        all.add(first);
        idle.add(first);
    }

    @Override
    public List<LeasedMessage> take(int max, Duration wait) throws JMSException {
        if (max < 1 || wait.isNegative()) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_SETTING,
                    "1 message or more is taken, within 0 ms or more, not " + max + " within " + wait + '.');
        }
        return Calls.get(() -> {
            LeaseLine line = borrow();
            if (line == null) {
                return List.of();
            }
            try {
                return leased(line, line.take(max, nanosOf(wait)));
            } finally {
                giveBack(line);
            }
        });
    }

    private static long nanosOf(Duration wait) {
        return wait.toSeconds() >= Integer.MAX_VALUE ? Long.MAX_VALUE >> 1 : wait.toNanos();
    }

    private List<LeasedMessage> leased(LeaseLine line, List<Event.Deliver> deliveries) {
        List<LeasedMessage> leased = new ArrayList<>(deliveries.size());
        for (Event.Deliver delivery : deliveries) {
            leased.add(new TernLease(
                    line, delivery, Messages.received(delivery.message(), delivery.attempt(), null, filter)));
        }
        return leased;
    }

    /** A line that nobody uses, or null when all are closed. */
    private @Nullable LeaseLine borrow() {
        synchronized (this) {
            if (closed) {
                return null;
            }
            LeaseLine free = idle.poll();
            if (free != null) {
                return free;
            }
        }
        LeaseLine fresh = opener.get();
        boolean tooLate;
        synchronized (this) {
            tooLate = closed;
            if (!tooLate) {
                all.add(fresh);
            }
        }
        if (tooLate) {
            fresh.close();
            return null;
        }
        return fresh;
    }

    private synchronized void giveBack(LeaseLine line) {
        if (line.isOver() && all.size() > 1) {
            all.remove(line); // the last one stays, to tell everybody what has happened
        } else if (!closed) {
            idle.push(line);
        }
    }

    @Override
    public void close() throws JMSException {
        List<LeaseLine> lines;
        synchronized (this) {
            closed = true;
            lines = List.copyOf(all);
            all.clear();
            idle.clear();
        }
        for (LeaseLine line : lines) {
            Calls.run(line::close);
        }
    }
}
