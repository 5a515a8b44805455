// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.common.TimeSource;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Takes messages through the attempts that they have, without settling anything. The first attempt is at all of them
 * together; what has failed then is tried again one by one, each by itself, so that one that fails always does not keep
 * the others from being done. Between two attempts there is one pause for all that have failed. Owner: one thread,
 * which waits for the answers.
 */
final class Course {

    private final Job job;
    private final Caller caller;
    private final Report report;
    private final TimeSource time;

    /**
     * A course.
     *
     * @param program runs the method
     */
    Course(Job job, Presence.Stay stay, Executor program) {
        this.job = job;
        this.caller = new Caller(job, stay, program);
        this.report = job.report();
        this.time = job.tools().time();
    }

    /** Goes on until the fate of each is known. */
    void run(List<Item> items) throws JMSException {
        Duration pause = pauseAfter(1);
        List<Item> again = attempt(items, 1, pause);
        for (int number = 2; !again.isEmpty(); number++) {
            if (!job.pauses().hold(time, pause)) {
                again.forEach(Item::goesBack);
                return;
            }
            pause = pauseAfter(number);
            again = oneByOne(again, number, pause);
        }
    }

    private Duration pauseAfter(int number) {
        return job.spec().conduct().retrying().pauseAfter(number, job.chance().getAsDouble());
    }

    private List<Item> oneByOne(List<Item> items, int number, Duration pause) throws JMSException {
        List<Item> again = new ArrayList<>();
        for (Item item : items) {
            job.counters().retry();
            again.addAll(attempt(List.of(item), number, pause));
        }
        return again;
    }

    /** One attempt; gives those that are to be tried again after the pause. */
    private List<Item> attempt(List<Item> items, int number, Duration pause) throws JMSException {
        Result result = caller.call(items);
        List<Item> again = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            Item item = items.get(place);
            Throwable why = Caller.failureOf(result, place);
            if (result.kind() == Result.Kind.BROKEN_OFF) {
                item.goesBack();
            } else if (why == null) {
                item.isDone(result.value());
            } else if (isTriedAgain(item, number, why, result.kind(), pause)) {
                again.add(item);
            }
        }
        return again;
    }

    private boolean isTriedAgain(Item item, int number, Throwable why, Result.Kind kind, Duration pause)
            throws JMSException {
        boolean isWorthIt = kind != Result.Kind.REJECTED && job.spec().conduct().retrying().isWorthIt(number, why);
        if (!isWorthIt) {
            item.dies(number, why);
            report.last(item.raw(), number, why, job.grave(item.raw()));
        } else if (job.isStopping()) {
            item.goesBack();
            report.last(item.raw(), number, why, "goes back");
        } else {
            report.again(item, number, why, pause);
            return true;
        }
        return false;
    }
}
