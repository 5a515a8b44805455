// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.pattern.Outgoing;
import io.ternmq.common.Log;
import io.ternmq.pattern.Handling;
import io.ternmq.pattern.Sender;
import io.ternmq.pattern.request.Asker;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes true what has become of messages, with the session that has delivered them. Owner: its lane. */
final class Settlement {

    private static final Log LOG = Log.of(Settlement.class);

    private final Job job;
    private final Session session;
    private @Nullable Sender sender;

    Settlement(Job job, Session session) {
        this.job = job;
        this.session = session;
    }

    /** Ends the transaction of the session: all together, or nothing when one of them goes back. */
    void settle(List<Item> items) throws JMSException {
        if (items.stream().anyMatch(item -> item.is(Item.Fate.BACK) || item.is(Item.Fate.OPEN))) {
            session.rollback();
            items.forEach(item -> job.counters().count(Handling.Outcome.RETURNED));
            return;
        }
        boolean hasReplied = send(items);
        try {
            session.commit();
        } catch (JMSException e) {
            if (hasReplied) {
                for (Item item : items) {
                    sendNoReplyAgain(item);
                }
            }
            throw e;
        }
        count(items);
    }

    /** Maybe it was the reply that cannot be committed: the next time the message is settled without. */
    private void sendNoReplyAgain(Item item) throws JMSException {
        job.memory().keep(item.raw().getJMSMessageID(), new Memory.Note(0, null, false, 0, true));
    }

    void count(List<Item> items) {
        for (Item item : items) {
            job.counters().count(switch (item.fate()) {
                case DONE -> Handling.Outcome.HANDLED;
                case LEFT_OUT -> Handling.Outcome.FILTERED;
                case DEAD -> Handling.Outcome.DEAD_LETTERED;
                case BACK, OPEN -> Handling.Outcome.RETURNED;
            });
        }
    }

    /** Sends replies and dead letters within the transaction; whether there was a reply. */
    boolean send(List<Item> items) throws JMSException {
        boolean hasReplied = false;
        for (Item item : items) {
            if (item.is(Item.Fate.DONE)) {
                hasReplied |= job.replies() && answer(item);
            } else if (item.is(Item.Fate.DEAD) && job.occasion() == null) {
                hasReplied |= bury(item);
            }
        }
        return hasReplied;
    }

    private boolean bury(Item item) throws JMSException {
        Asker asker = job.replies() ? Asker.of(item.raw()) : null;
        Throwable why = item.failure();
        if (asker == null || why == null) {
            job.deadLetters().take(item.raw(), session, item.why());
            return false;
        }
        return send(asker, asker.failure(why, job.tools().settings().source()), item);
    }

    private boolean answer(Item item) throws JMSException {
        Asker asker = Asker.of(item.raw());
        Memory.Note note = job.memory().of(item.message().id());
        if (asker == null || (note != null && note.unanswerable())) {
            return false;
        }
        try {
            return send(asker, asker.answer(item.value(), job.tools().settings().source()), item);
        } catch (RuntimeException e) { // a reply that cannot be written, also by a codec of the program's
            job.report().last(item.raw(), 1, e, job.grave(item.raw()));
            item.dies(1, e);
            return bury(item);
        }
    }

    /** A reply that is not taken is no reason to handle the request once more. */
    private boolean send(Asker asker, Outgoing<?> reply, Item item) throws JMSException {
        Sender present = sender;
        if (present == null) {
            present = Sender.within(job.tools().forms(), session);
            sender = present;
        }
        try {
            asker.send(present, reply, item.trace());
            return true;
        } catch (JMSException e) {
            LOG.log(Level.WARNING, job.spec().name() + ": a reply to " + asker.place() + " was not taken: " + e, e);
            return false;
        }
    }
}
