// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.common.Log;
import io.ternmq.pattern.listen.ListenerSpec;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages that were received together through their attempts: those with the same key one after the other, as in
 * a line, several lines at the same time. The lane is at the lines itself, so that they come to an end when nobody else
 * has a free thread. Owner: the lane; each line has one thread at a time.
 */
final class Lines {

    private static final Log LOG = Log.of(Lines.class);

    private final Job job;
    private final Presence.Stay stay;
    private final Queue<List<Item>> waiting;
    private final CountDownLatch open;
    private @Nullable Exception trouble;

    Lines(Job job, Presence.Stay stay, List<List<Item>> lines) {
        this.job = job;
        this.stay = stay;
        this.waiting = new ConcurrentLinkedQueue<>(lines);
        this.open = new CountDownLatch(lines.size());
    }

    /** The lines of some messages, in the order in which their first ones came. */
    static List<List<Item>> of(List<Item> items, ListenerSpec.Ordering ordering) throws JMSException {
        Map<Object, List<Item>> lines = new LinkedHashMap<>();
        for (Item item : items) {
            String key = keyOf(item, ordering);
            lines.computeIfAbsent(key == null ? item : key, any -> new ArrayList<>()).add(item);
        }
        return List.copyOf(lines.values());
    }

    /** What has no key is in nobody's line. */
    private static @Nullable String keyOf(Item item, ListenerSpec.Ordering ordering) throws JMSException {
        String property = ordering.property();
        if (property != null) {
            return item.raw().getStringProperty(property);
        }
        String key = item.message().key();
        return key == null ? item.raw().getStringProperty("JMSXGroupID") : key;
    }

    /**
     * Goes through all of them.
     *
     * @param workers how many at the same time
     * @param mine    runs the program's code for the lane
     * @param course  takes messages through their attempts, with the program's code run as told
     */
    void run(int workers, Executor mine, Function<Executor, Course> course) throws JMSException {
        Course others = course.apply(Runnable::run);
        try {
            for (int i = 1; i < Math.min(workers, waiting.size()); i++) {
                job.tools().workers().run(() -> work(others));
            }
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Nobody helps with the lines of " + job.spec().name(), e);
        }
        work(course.apply(mine));
        awaitOthers();
        throwTrouble();
    }

    private void work(Course course) {
        for (List<Item> line = waiting.poll(); line != null; line = waiting.poll()) {
            try {
                follow(line, course);
            } catch (JMSException | RuntimeException e) {
                line.forEach(Item::goesBack);
                note(e);
            } finally {
                open.countDown();
            }
        }
    }

    /** What comes after a message that goes back goes back, too. */
    private static void follow(List<Item> line, Course course) throws JMSException {
        boolean goesOn = true;
        for (Item item : line) {
            if (goesOn) {
                course.run(List.of(item));
                goesOn = !item.is(Item.Fate.BACK);
            } else {
                item.goesBack();
            }
        }
    }

    private void awaitOthers() {
        boolean over = false;
        while (!over) {
            try {
                open.await();
                over = true;
            } catch (InterruptedException e) {
                stay.breakOff();
            }
        }
    }

    private synchronized void note(Exception why) {
        trouble = trouble == null ? why : trouble;
    }

    private synchronized void throwTrouble() throws JMSException {
        Exception first = trouble;
        if (first instanceof JMSException refusal) {
            throw refusal;
        }
        if (first instanceof RuntimeException defect) {
            throw defect;
        }
    }
}
