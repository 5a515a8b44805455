// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.common.TimeSource;
import io.ternmq.pattern.listen.Retrying;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt in a transaction that is rolled back when it has failed: with one message all go back. What is to become
 * of them when they come again is noted. The provider's count of deliveries counts where nothing is noted, but never so
 * that a message has no attempt at all: a delivery may have ended before its attempt, or for the sake of others. Owner:
 * the lane.
 */
final class Trial {

    private final Job job;
    private final List<Item> items;
    private final TimeSource time;

    Trial(Job job, List<Item> items) {
        this.job = job;
        this.items = items;
        this.time = job.tools().time();
    }

    /** Which attempt at an item this is, from 1. */
    private int numberOf(Item item) throws JMSException {
        Memory.Note note = job.memory().of(item.message().id());
        int most = job.spec().conduct().retrying().maxAttempts();
        return note == null ? Math.min(JtaLane.deliveries(item.raw()), most) : note.attempts() + 1;
    }

    /** Makes the attempt; gives the pause before the next one, or null when there is to be none. */
    @Nullable Duration run(Caller caller) throws JMSException {
        Result result = caller.call(items);
        if (result.kind() == Result.Kind.BROKEN_OFF) {
            items.forEach(Item::goesBack);
            return null;
        }
        Duration pause = null;
        for (int place = 0; place < items.size(); place++) {
            Item item = items.get(place);
            Throwable why = Caller.failureOf(result, place);
            if (why == null) {
                item.isDone(result.value());
            } else {
                pause = longer(pause, failed(item, why, result.kind() == Result.Kind.REJECTED));
            }
        }
        if (pause != null) {
            for (Item item : items) {
                goesBack(item);
            }
        }
        return pause;
    }

    /** What was done well is undone, and has lost no attempt. */
    private void goesBack(Item item) throws JMSException {
        if (item.is(Item.Fate.DONE)) {
            job.memory().keep(item.message().id(), new Memory.Note(numberOf(item) - 1, null, false, 0, false));
        }
        item.goesBack();
    }

    /** The attempt was good, but its transaction was not. */
    Duration undone(Exception why) throws JMSException {
        Duration pause = Duration.ZERO;
        for (Item item : items) {
            pause = longer(pause, failed(item, why, false));
            item.goesBack();
        }
        return pause;
    }

    private static Duration longer(@Nullable Duration one, Duration other) {
        return one == null || one.compareTo(other) < 0 ? other : one;
    }

    private Duration failed(Item item, Throwable why, boolean isRejected) throws JMSException {
        Retrying retrying = job.spec().conduct().retrying();
        int number = numberOf(item);
        boolean isFinal = isRejected || !retrying.isWorthIt(number, why);
        Duration pause = isFinal ? Duration.ZERO : retrying.pauseAfter(number, job.chance().getAsDouble());
        Memory.Note note = new Memory.Note(number, why, isFinal, time.nanos() + pause.toNanos(), false);
        job.memory().keep(item.message().id(), note);
        if (isFinal) {
            job.report().last(item.raw(), number, why, job.grave(item.raw()));
        } else if (job.isStopping()) {
            job.report().last(item.raw(), number, why, "goes back");
        } else {
            job.counters().retry();
            job.report().again(item, number, why, pause);
        }
        return pause;
    }
}
