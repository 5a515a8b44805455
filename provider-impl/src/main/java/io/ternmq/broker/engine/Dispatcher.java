// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Decision;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.Due;
import io.ternmq.broker.Recalled;
import io.ternmq.broker.Timed;
import io.ternmq.broker.handler.BranchWork;
import io.ternmq.broker.handler.Settling;
import io.ternmq.broker.mailbox.Chunk;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.Event;

/**
 * Brings messages and consumers together wherever something has changed, and lets time pass over messages. Each
 * delivery is decided, recorded and applied before the next. Owned by the shard.
 */
final class Dispatcher {

    private static final int MOST_DUE = 2_000;

    private final BrokerState state;
    private final Recorder recorder;
    private final Settling settling;
    private final BranchWork branches;
    private final Decision decision = new Decision();

    Dispatcher(BrokerState state, Recorder recorder) {
        this.state = state;
        this.recorder = recorder;
        this.settling = Settling.over(state);
        this.branches = BranchWork.over(state);
    }

    /** Delivers what can be delivered from a mailbox. */
    void dispatch(Mailbox mailbox, long nowMillis, Effects effects) {
        mailbox.beginLooking();
        for (Entry entry = mailbox.nextMatch(); entry != null; entry = mailbox.nextMatch()) {
            if (entry.isExpiredAt(nowMillis)) {
                expire(entry, nowMillis);
            } else {
                deliver(entry, mailbox.matchedConsumer(), effects);
            }
        }
        if (!mailbox.isLookUnfinished()) {
            askForMessagesBack(mailbox, effects);
        }
    }

    /**
     * Makes messages deliverable whose moment has come, and ends the life of others, so many at a time; so with slow
     * branches.
     */
    void passTime(long nowMillis) {
        for (Branch slow = state.deadlines().peekDue(nowMillis);
                slow != null;
                slow = state.deadlines().peekDue(nowMillis)) {
            decision.clear();
            branches.expire(slow, nowMillis, decision);
            recorder.record(decision);
        }
        Timed next = state.schedule().peekDue(nowMillis);
        for (int left = MOST_DUE; next != null && left > 0; left--) {
            if (next instanceof Chunk chunk) {
                chunk.mailbox().expiredIn(chunk, nowMillis).forEach(entry -> expire(entry, nowMillis));
            } else if (next instanceof Entry entry && entry.stage() == Entry.Stage.SCHEDULED) {
                recorder.record(new Due(entry.mailbox().id(), entry.id(), entry.isDurable()));
            } else {
                expire((Entry) next, nowMillis);
            }
            next = state.schedule().peekDue(nowMillis);
        }
    }

    private void expire(Entry entry, long nowMillis) {
        decision.clear();
        settling.expire(entry, nowMillis, decision);
        recorder.record(decision);
    }

    private void deliver(Entry entry, MailboxConsumer consumer, Effects effects) {
        int attempt = entry.attempts() + 1;
        Mailbox mailbox = entry.mailbox();
        recorder.record(new Delivered(mailbox.id(), entry.id(), consumer.id(), attempt, entry.isDurable()));
        ConnectionState connection = state.connection(consumer.connection());
        if (connection != null) {
            Event event = new Event.Deliver(consumer.handle(), entry.id(), attempt, entry.message().load());
            effects.tell(connection.outlet(), event);
        }
    }

    private void askForMessagesBack(Mailbox mailbox, Effects effects) {
        mailbox.outranked().forEach(holder -> recall(holder, true, effects));
        MailboxConsumer waiting = mailbox.waitingConsumer();
        if (waiting != null) {
            mailbox.holdersBeside(waiting).forEach(holder -> recall(holder, false, effects));
        }
    }

    private void recall(MailboxConsumer holder, boolean isOutranked, Effects effects) {
        ConnectionState connection = state.connection(holder.connection());
        if (connection != null) {
            recorder.record(new Recalled(holder.mailbox().id(), holder.id()));
            effects.tell(connection.outlet(), new Event.Recall(holder.handle(), isOutranked));
        }
    }
}
