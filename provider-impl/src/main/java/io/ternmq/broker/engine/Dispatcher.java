// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Decision;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.Due;
import io.ternmq.broker.Leased;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.ReaderWoken;
import io.ternmq.broker.Recalled;
import io.ternmq.broker.Timed;
import io.ternmq.broker.calendar.Plan;
import io.ternmq.broker.handler.BranchWork;
import io.ternmq.broker.handler.Leasing;
import io.ternmq.broker.handler.ScheduleRuns;
import io.ternmq.broker.handler.Settling;
import io.ternmq.broker.mailbox.Chunk;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.StreamReader;
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
    private final Leasing leasing;
    private final BranchWork branches;
    private final StreamFeeder feeder;
    private final ScheduleRuns runs;
    private final Decision decision = new Decision();

    Dispatcher(BrokerState state, Recorder recorder, ScheduleRuns runs) {
        this.runs = runs;
        this.state = state;
        this.recorder = recorder;
        this.settling = Settling.over(state);
        this.leasing = new Leasing(settling);
        this.branches = BranchWork.over(state);
        this.feeder = new StreamFeeder(state, recorder);
    }

    /** What was recovered goes by the settings of this start from now on. */
    void followSettings() {
        feeder.followSettings();
    }

    /** True once when somebody has to see to it that a reader of streams is fed further in another turn. */
    boolean wantsToFeedOn(Mailbox mailbox) {
        StreamReader reader = state.streams().reader(mailbox.id());
        return reader != null && feeder.takeFeedRequest(reader);
    }

    /** Delivers what can be delivered from a mailbox. */
    void dispatch(Mailbox mailbox, long nowMillis, Effects effects) {
        StreamReader reader = state.streams().reader(mailbox.id());
        if (reader != null && !feeder.feed(reader, mailbox, nowMillis, effects)) {
            return;
        }
        mailbox.beginLooking();
        for (Entry entry = mailbox.nextMatch(); entry != null; entry = mailbox.nextMatch()) {
            if (entry.isExpiredAt(nowMillis)) {
                expire(entry, nowMillis);
            } else {
                deliver(entry, mailbox.matchedConsumer(), nowMillis, effects);
            }
        }
        if (reader == null && !mailbox.isLookUnfinished()) {
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
        runSchedules(nowMillis);
        Timed next = state.schedule().peekDue(nowMillis);
        for (int left = MOST_DUE; next != null && left > 0; left--) {
            if (next instanceof Chunk chunk) {
                chunk.mailbox().expiredIn(chunk, nowMillis).forEach(entry -> expire(entry, nowMillis));
            } else if (next instanceof EventStream stream) {
                recorder.record(new EventsDropped(stream.id(), stream.retainedAt(nowMillis)));
            } else if (next instanceof StreamReader reader) {
                recorder.record(new ReaderWoken(reader.mailbox()));
            } else if (next instanceof Entry entry && entry.stage() == Entry.Stage.SCHEDULED) {
                recorder.record(new Due(entry.mailbox().id(), entry.id(), entry.isDurable()));
            } else {
                end((Entry) next, nowMillis);
            }
            next = state.schedule().peekDue(nowMillis);
        }
    }

    /** Lets schedules run whose moment has come; the runs of one in a turn are in one batch. */
    private void runSchedules(long nowMillis) {
        Timed next = state.runs().peekDue(nowMillis);
        for (int left = MOST_DUE; next != null && left > 0; next = state.runs().peekDue(nowMillis)) {
            left -= run((Plan) next, nowMillis);
        }
    }

    private int run(Plan plan, long nowMillis) {
        int count = 0;
        while (count < ScheduleRuns.MOST_MISSED && isDue(plan, nowMillis)) {
            count++;
            decision.clear();
            runs.decide(plan, nowMillis, count == ScheduleRuns.MOST_MISSED, decision);
            recorder.record(decision);
        }
        return count;
    }

    private static boolean isDue(Plan plan, long nowMillis) {
        return plan.scheduleIndex() != Timed.NOT_SCHEDULED && plan.dueMillis() <= nowMillis;
    }

    /** A lease is over, or a life. */
    private void end(Entry entry, long nowMillis) {
        if (entry.stage() == Entry.Stage.IN_FLIGHT) {
            decision.clear();
            leasing.expire(entry, nowMillis, decision);
            recorder.record(decision);
        } else {
            expire(entry, nowMillis);
        }
    }

    private void expire(Entry entry, long nowMillis) {
        decision.clear();
        settling.expire(entry, nowMillis, decision);
        recorder.record(decision);
    }

    private void deliver(Entry entry, MailboxConsumer consumer, long nowMillis, Effects effects) {
        int attempt = entry.attempts() + 1;
        Mailbox mailbox = entry.mailbox();
        recorder.record(new Delivered(mailbox.id(), entry.id(), consumer.id(), attempt, entry.isDurable()));
        if (consumer.leaseMillis() > 0) {
            long until = Leasing.until(nowMillis, consumer.leaseMillis());
            recorder.record(new Leased(mailbox.id(), entry.id(), until));
        }
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
