// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.common.Log;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lane whose messages are consumed in transactions of a transaction manager. They are bound to the thread, so that
 * the method is called on the lane's thread, whichever that is. A failed attempt is rolled back; the pause comes before
 * the message is received again. Owner: its thread, but for {@link #wake}.
 */
final class JtaLane implements Workers.Work {

    private static final Log LOG = Log.of(JtaLane.class);

    /** Transaction managers end what takes long; nobody is to wait in one for a minute. */
    private static final long IDLE_MILLIS = 5_000;

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Job job;
    private final DeliveryTransactions manager;
    private final Enlisted source;
    private volatile @Nullable Draught draught;

    JtaLane(Job job, DeliveryTransactions manager, Enlisted source) {
        this.job = job;
        this.manager = manager;
        this.source = source;
    }

    @Override
    public void run(Workers.Turns turns, Executor program) throws JMSException {
        while (turns.enter()) {
            try {
                turn(turns);
            } finally {
                turns.leave();
            }
        }
    }

    private void turn(Workers.Turns turns) throws JMSException {
        Round round = new Round();
        try {
            manager.begin();
            round.join();
            round.receive(turns);
        } catch (JMSException e) {
            round.rollBack(e);
            if (!job.isStopping()) {
                throw e;
            }
        } catch (Exception e) {
            round.rollBack(e);
            job.report().unsettled(round.first, e);
            job.pauses().hold(job.tools().time(), AFTER_TROUBLE);
        } catch (Error e) {
            round.rollBack(e); // the thread may be somebody else's soon
            throw e;
        } finally {
            round.part();
        }
        if (round.pause != null) {
            job.pauses().hold(job.tools().time(), round.pause);
        }
    }

    /** The listener stops. Any thread. */
    void wake() throws JMSException {
        Draught present = draught;
        if (present != null) {
            present.wake();
        }
    }

    /** One transaction. */
    private final class Round {

        private Enlisted.@Nullable Part joined;
        private @Nullable Message first;
        private @Nullable Duration pause;

        /** What cannot take part has lost its connection, as far as anybody can see: another lane is opened. */
        void join() throws JMSException {
            try {
                joined = source.join();
                draught = new Draught(job, joined.consumer(), job.isOverTernMq());
            } catch (JMSException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                job.pauses().hold(job.tools().time(), AFTER_TROUBLE);
                JMSException lost = new JMSException("The session takes part in no transaction: " + e.getMessage());
                lost.initCause(e);
                throw lost;
            }
        }

        void receive(Workers.Turns turns) throws Exception {
            Draught present = draught;
            Enlisted.Part part = joined;
            Message message = present == null ? null : present.firstWithin(IDLE_MILLIS);
            first = message;
            if (message == null || present == null || part == null || turns.isPaused()) {
                source.withdraw();
                manager.rollback();
                return;
            }
            try (Presence.Stay stay = job.presence().enter()) {
                boolean isNew = deliveries(message) < 2;
                List<Message> messages = isNew ? present.startingWith(message) : List.of(message);
                handle(LocalLane.read(job, messages), stay, new Settlement(job, part.session()));
            }
        }

        /** Those that fail now go back, all of them; those that have failed for good before are put aside. */
        private void handle(List<Item> items, Presence.Stay stay, Settlement settlement) throws Exception {
            List<Item> open = items.stream().filter(this::isToBeTried).toList();
            if (!open.isEmpty() && isItsTurn(open.get(0))) {
                pause = new Trial(job, open).run(new Caller(job, stay, Runnable::run));
            }
            if (items.stream().anyMatch(item -> item.is(Item.Fate.BACK))) {
                source.withdraw();
                manager.rollback(); // they come again, and count when they are settled
                return;
            }
            settlement.send(items);
            commit(items);
            settlement.count(items);
        }

        private boolean isToBeTried(Item item) {
            if (!item.is(Item.Fate.OPEN)) {
                return false;
            }
            Memory.Note note = job.memory().of(item.message().id());
            Throwable failure = note == null ? null : note.failure();
            if (note != null && note.isFinal() && failure != null) {
                item.dies(note.attempts(), failure);
            }
            return item.is(Item.Fate.OPEN);
        }

        /**
         * Another lane may have had it before, and that one's pause is not over. What is left of a long one is waited
         * for outside the transaction.
         */
        private boolean isItsTurn(Item item) {
            Memory.Note note = job.memory().of(item.message().id());
            long left = note == null ? 0 : note.notBefore() - job.tools().time().nanos();
            if (left > TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS)) {
                pause = Duration.ofNanos(left);
                item.goesBack();
                return false;
            }
            boolean goesOn = left <= 0 || job.pauses().hold(job.tools().time(), Duration.ofNanos(left));
            if (!goesOn) {
                item.goesBack();
            }
            return goesOn;
        }

        private void commit(List<Item> items) throws Exception {
            Exception failure = null;
            try {
                source.withdraw();
                if (manager.commit()) {
                    items.forEach(item -> job.memory().forget(item.isMisfit() ? null : item.message().id()));
                    return;
                }
                failure = new ProviderException(
                        ErrorCode.ILLEGAL_STATE, job.spec().name() + ": its transaction was rolled back");
            } catch (Exception e) {
                failure = e;
            }
            List<Item> done = items.stream().filter(item -> item.is(Item.Fate.DONE)).toList();
            if (done.isEmpty()) {
                throw failure;
            }
            pause = new Trial(job, done).undone(failure);
            items.forEach(Item::goesBack);
        }

        void rollBack(Throwable why) {
            try {
                source.withdraw();
            } catch (JMSException | RuntimeException e) {
                why.addSuppressed(e);
            }
            try {
                manager.rollback();
            } catch (Exception e) {
                why.addSuppressed(e);
            }
        }

        void part() {
            Enlisted.Part part = joined;
            if (part != null) {
                try {
                    source.part(part);
                } catch (JMSException | RuntimeException e) {
                    LOG.log(Level.DEBUG, "A session of a transaction could not be closed", e);
                }
            }
        }
    }

    /** How often the provider has delivered a message, this time included, as far as it counts. */
    static int deliveries(Message message) throws JMSException {
        return message.propertyExists("JMSXDeliveryCount") ? message.getIntProperty("JMSXDeliveryCount") : 1;
    }
}
