// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Where everybody who listens writes down what has come. */
@ApplicationScoped
public class Board {

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();

    /** One more of something. */
    void add(String what) {
        counts.computeIfAbsent(what, name -> new AtomicLong()).incrementAndGet();
        synchronized (counts) {
            counts.notifyAll();
        }
    }

    /** How many of something there are. */
    long count(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** Waits until there are so many, for half a minute at most. */
    void await(String what, long number) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        synchronized (counts) {
            while (count(what) < number) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("Only " + count(what) + " of " + number + " " + what);
                }
                counts.wait(left);
            }
        }
    }

    /** All counts by name. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, count) -> all.put(what, count.get()));
        return all;
    }
}
