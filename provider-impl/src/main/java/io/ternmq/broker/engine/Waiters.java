// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.ErrorCode;
import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.Reply;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets waiting senders in when there is room, and refuses them when their time is over. Owned by the shard. */
final class Waiters {

    private static final long MEMORY = 0;

    private final BrokerState state;
    private final WaitingSends sends;
    private WaitingSends.@Nullable Waiting retried;

    Waiters(BrokerState state, WaitingSends sends) {
        this.state = state;
        this.sends = sends;
    }

    /** A request found no room; one that is being retried keeps its place and its deadline. */
    void add(RequestCommand command, Decision decision, long nowMillis) {
        WaitingSends.Waiting old = retried;
        if (old != null && old.command() == command && old.mailbox() == decision.waitMailbox()) {
            sends.putBack(old);
        } else if (old != null && old.command() == command) {
            sends.add(command, decision.waitMailbox(), old.sinceMillis(), old.dueMillis());
        } else {
            sends.add(command, decision.waitMailbox(), nowMillis, decision.waitUntilMillis());
        }
        count(decision.waitMailbox(), 1);
        retried = null;
    }

    /** Memory may have become free: tries the oldest senders that wait for it, until one finds no room again. */
    void retryForMemory(Consumer<RequestCommand> decide) {
        retry(MEMORY, decide);
    }

    /** Something left a mailbox, or it is gone: tries the oldest waiting senders, until one finds no room again. */
    void retry(long mailbox, Consumer<RequestCommand> decide) {
        for (WaitingSends.Waiting next = sends.first(mailbox); next != null; next = sends.first(mailbox)) {
            take(next);
            retried = next;
            decide.accept(next.command());
            boolean stillWaiting = retried == null;
            retried = null;
            if (stillWaiting) {
                return;
            }
        }
    }

    /** Tries those at once that wait for a branch which is over, so that they are refused; and those behind them. */
    void retryStray(Consumer<RequestCommand> decide) {
        Set<Long> behind = new LinkedHashSet<>();
        for (WaitingSends.Waiting waiting : sends.inBranches()) {
            TransactionKey part = waiting.part();
            if (part != null && !state.branches().isOpen(part)) {
                take(waiting);
                behind.add(waiting.mailbox());
                decide.accept(waiting.command());
            }
        }
        behind.forEach(mailbox -> retry(mailbox, decide));
    }

    /** Refuses those whose time is over, and tries those that waited behind them. */
    void refuseOverdue(long nowMillis, Effects effects, Consumer<RequestCommand> decide) {
        Set<Long> behind = new LinkedHashSet<>();
        for (WaitingSends.Waiting next = sends.firstOverdue(nowMillis);
                next != null;
                next = sends.firstOverdue(nowMillis)) {
            take(next);
            behind.add(next.mailbox());
            Mailbox full = state.mailbox(next.mailbox());
            effects.answer(next.command(), refusal(full, nowMillis - next.sinceMillis()));
        }
        behind.forEach(mailbox -> retry(mailbox, decide));
    }

    /** Refuses those of a connection that has ended, and tries those that waited behind them. */
    void refuseGone(long connection, Reply.Refused refusal, Effects effects, Consumer<RequestCommand> decide) {
        Set<Long> behind = new LinkedHashSet<>();
        for (WaitingSends.Waiting gone : sends.of(connection)) {
            take(gone);
            behind.add(gone.mailbox());
            effects.answer(gone.command(), refusal);
        }
        behind.forEach(mailbox -> retry(mailbox, decide));
    }

    /** Refuses everybody, whatever the time. */
    void refuseAll(Reply.Refused refusal, Effects effects) {
        for (WaitingSends.Waiting next = sends.firstOverdue(Long.MAX_VALUE - 1);
                next != null;
                next = sends.firstOverdue(Long.MAX_VALUE - 1)) {
            take(next);
            effects.answer(next.command(), refusal);
        }
    }

    private Reply.Refused refusal(@Nullable Mailbox full, long waitedMillis) {
        return new Reply.Refused(
                ErrorCode.RESOURCE_LIMIT,
                "No room for the message after " + waitedMillis + " ms of waiting: " + state.usageOf(full));
    }

    private void take(WaitingSends.Waiting waiting) {
        sends.remove(waiting);
        count(waiting.mailbox(), -1);
    }

    private void count(long mailboxId, int more) {
        Mailbox mailbox = state.mailbox(mailboxId);
        if (mailbox != null) {
            mailbox.addWaitingSenders(more);
        }
    }
}
