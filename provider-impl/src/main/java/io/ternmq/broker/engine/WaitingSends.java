// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Timed;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.Send;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that wait for room, in the order in which they came, by the mailbox that is full. Owned by the shard. */
final class WaitingSends {

    /** One waiting request. */
    static final class Waiting extends Timed {

        private final RequestCommand command;
        private final long mailbox;
        private final long sinceMillis;
        private final long number;

        private Waiting(RequestCommand command, long mailbox, long sinceMillis, long untilMillis, long number) {
            this.number = number;
            this.command = command;
            this.mailbox = mailbox;
            this.sinceMillis = sinceMillis;
            this.dueMillis = untilMillis;
        }

        @Override
        protected long rank() {
            return number;
        }

        RequestCommand command() {
            return command;
        }

        /** What its message is to be part of, when that is a branch; otherwise null. */
        @Nullable TransactionKey part() {
            return command.request() instanceof Send send && send.transaction() < 0
                    ? new TransactionKey(command.connection(), send.transaction())
                    : null;
        }

        long mailbox() {
            return mailbox;
        }

        long sinceMillis() {
            return sinceMillis;
        }
    }

    private final Map<Long, Deque<Waiting>> byMailbox = new HashMap<>();
    private final Schedule<Waiting> deadlines = new Schedule<>();
    private final Set<Waiting> inBranches = new LinkedHashSet<>();
    private long lastNumber;

    boolean isEmpty() {
        return byMailbox.isEmpty();
    }

    int size() {
        return deadlines.size();
    }

    void add(RequestCommand command, long mailbox, long sinceMillis, long untilMillis) {
        Waiting waiting = new Waiting(command, mailbox, sinceMillis, untilMillis, ++lastNumber);
        byMailbox.computeIfAbsent(mailbox, absent -> new ArrayDeque<>()).addLast(waiting);
        schedule(waiting);
    }

    /** Puts back what was taken with {@link #first} and still finds no room. */
    void putBack(Waiting waiting) {
        byMailbox.computeIfAbsent(waiting.mailbox(), absent -> new ArrayDeque<>()).addFirst(waiting);
        schedule(waiting);
    }

    private void schedule(Waiting waiting) {
        deadlines.add(waiting);
        if (waiting.part() != null) {
            inBranches.add(waiting);
        }
    }

    /** Those that are to be part of a branch, in no order; a copy. */
    List<Waiting> inBranches() {
        return inBranches.isEmpty() ? List.of() : List.copyOf(inBranches);
    }

    @Nullable Waiting first(long mailbox) {
        Deque<Waiting> queue = byMailbox.get(mailbox);
        return queue == null ? null : queue.peekFirst();
    }

    @Nullable Waiting firstOverdue(long nowMillis) {
        return deadlines.peekDue(nowMillis);
    }

    /** The requests of a connection, in the order in which they came. */
    List<Waiting> of(long connection) {
        return byMailbox.values().stream()
                .flatMap(Deque::stream)
                .filter(waiting -> waiting.command().connection() == connection)
                .sorted(Comparator.comparingLong(Waiting::rank))
                .toList();
    }

    long nextMillis() {
        return deadlines.nextMillis();
    }

    void remove(Waiting waiting) {
        deadlines.remove(waiting);
        inBranches.remove(waiting);
        Deque<Waiting> queue = byMailbox.get(waiting.mailbox());
        if (queue != null && queue.remove(waiting) && queue.isEmpty()) {
            byMailbox.remove(waiting.mailbox());
        }
    }
}
