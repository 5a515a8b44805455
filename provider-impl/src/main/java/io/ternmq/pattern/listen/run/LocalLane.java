// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.Workers;
import io.ternmq.pattern.listen.ListenerSpec;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A lane with a transacted session: what is received together, its replies and its dead letters are one transaction.
 * All attempts are made within it, since nothing is sent before their outcome is known. Owner: its thread, but for
 * {@link #wake}.
 */
final class LocalLane implements Workers.Work {

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Job job;
    private final Session session;
    private final Draught draught;
    private final Settlement settlement;

    LocalLane(Job job, Session session, Draught draught) {
        this.job = job;
        this.session = session;
        this.draught = draught;
        this.settlement = new Settlement(job, session);
    }

    @Override
    public void run(Workers.Turns turns, Executor program) throws JMSException {
        Message first = draught.first();
        while (first != null && turns.enter()) {
            try {
                round(first, program);
            } finally {
                turns.leave();
            }
            first = draught.first();
        }
        if (job.isStopping() && turns.enter()) { // waits to be closed, lest this be taken for a loss
            turns.leave();
        }
    }

    private void round(Message first, Executor program) {
        try (Presence.Stay stay = job.presence().enter()) {
            List<Item> items = read(job, draught.startingWith(first));
            handle(items.stream().filter(item -> item.is(Item.Fate.OPEN)).toList(), stay, program);
            settlement.settle(items);
        } catch (JMSException | RuntimeException e) {
            boolean comesAgain = rollBack(e);
            if (!job.isStopping()) {
                job.report().unsettled(first, e);
                if (comesAgain) { // at once, and maybe for the same trouble
                    job.pauses().hold(job.tools().time(), AFTER_TROUBLE);
                }
            }
        }
    }

    private void handle(List<Item> items, Presence.Stay stay, Executor program) throws JMSException {
        ListenerSpec.Conduct conduct = job.spec().conduct();
        ListenerSpec.Ordering ordering = conduct.batching() == null ? conduct.ordering() : null;
        if (ordering != null) {
            Lines lines = new Lines(job, stay, Lines.of(items, ordering));
            lines.run(job.spec().source().concurrency(), program, by -> new Course(job, stay, by));
        } else if (!items.isEmpty()) {
            new Course(job, stay, program).run(items);
        }
    }

    private boolean rollBack(Exception why) {
        try {
            session.rollback();
            return true;
        } catch (JMSException | RuntimeException e) {
            why.addSuppressed(e);
            return false;
        }
    }

    /** In the form in which the method wants them; those that are not of that form have failed for good. */
    static List<Item> read(Job job, List<Message> messages) throws JMSException {
        List<Item> items = new ArrayList<>();
        for (Message raw : messages) {
            Item item = read(job, raw);
            if (item.isMisfit()) {
                job.report().last(raw, 1, item.reason(), job.grave(raw));
            }
            items.add(item);
        }
        return items;
    }

    private static Item read(Job job, Message raw) throws JMSException {
        PayloadType<?> body = job.spec().call().body();
        PayloadType<?> wanted = isNone(body) ? PayloadType.of(Message.class) : body;
        try {
            Item item = Item.of(job.tools().forms().read(raw, wanted));
            Occasion occasion = job.occasion();
            if (occasion != null && !occasion.isFor(raw)) {
                item.isLeftOut();
            }
            return item;
        } catch (PayloadException e) {
            return Item.misfit(raw, e);
        }
    }

    private static boolean isNone(PayloadType<?> body) {
        return body.type() == Void.class || body.type() == void.class;
    }

    /** The listener stops. Any thread. */
    void wake() throws JMSException {
        draught.wake();
    }
}
