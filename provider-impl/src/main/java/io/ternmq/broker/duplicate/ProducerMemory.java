// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import io.ternmq.broker.ProducerSeen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of which producers have been taken. A producer is forgotten when it has been silent for the window.
 * Messages carry no moment of the broker's clock: whoever is heard counts as fresh until the clock is read again, and
 * then as heard at that moment; so nobody is forgotten too early, after a restart either. Owned by the shard.
 */
final class ProducerMemory {

    /** Runs of numbers remembered of one producer; only one that sends volatile messages in between has many. */
    private static final int MOST_RUNS = 1_024;

    private static final long FRESH = 0;

    private static final class Producer {

        private final String name;
        private final NumberSet numbers = new NumberSet(MOST_RUNS);
        private long heardMillis;

        private Producer(String name) {
            this.name = name;
        }

        private boolean isFresh() {
            return heardMillis == FRESH;
        }
    }

    /** Those that have been silent longest come first, the fresh ones last. */
    private final Map<String, Producer> producers = new LinkedHashMap<>();

    /** In the order in which they are above. */
    private final Deque<Producer> fresh = new ArrayDeque<>();

    private final long windowMillis;
    private final int most;
    private @Nullable Producer latest;

    ProducerMemory(long windowMillis, int most) {
        this.windowMillis = windowMillis;
        this.most = most;
    }

    boolean isEmpty() {
        return producers.isEmpty();
    }

    boolean knows(String name, long number) {
        Producer producer = producers.get(name);
        return producer != null && producer.numbers.contains(number);
    }

    /** A message has been taken; on the way of every persistent message. */
    void note(String name, long number) {
        Producer producer = latest;
        if (producer == null || !producer.name.equals(name)) {
            producer = freshen(name);
            latest = producer;
        }
        producer.numbers.add(number);
    }

    /** What a checkpoint remembers comes back. */
    void restore(ProducerSeen seen) {
        Producer producer = freshen(seen.producer());
        for (int i = 0; i < seen.intervals().length; i += 2) {
            producer.numbers.add(seen.intervals()[i], seen.intervals()[i + 1]);
        }
        if (seen.millis() != FRESH && fresh.peekLast() == producer) {
            producer.heardMillis = seen.millis();
            fresh.removeLast();
        }
    }

    private Producer freshen(String name) {
        Producer known = producers.get(name);
        if (known != null && known.isFresh()) {
            return known;
        }
        Producer producer = known == null ? new Producer(name) : known;
        producer.heardMillis = FRESH;
        producers.remove(name);
        producers.put(producer.name, producer);
        fresh.addLast(producer);
        forgetAbove();
        return producer;
    }

    private void forgetAbove() {
        if (producers.size() > most) {
            Iterator<Producer> oldest = producers.values().iterator();
            Producer gone = oldest.next();
            oldest.remove();
            if (gone.isFresh()) {
                fresh.removeFirst();
            }
            if (gone == latest) {
                latest = null;
            }
        }
    }

    /** The clock has been read. */
    void onTimePassed(long nowMillis) {
        for (Producer producer : fresh) {
            producer.heardMillis = Math.max(FRESH + 1, nowMillis);
        }
        fresh.clear();
        latest = null;
        Iterator<Producer> oldest = producers.values().iterator();
        while (oldest.hasNext() && nowMillis - oldest.next().heardMillis >= windowMillis) {
            oldest.remove();
        }
    }

    void writeTo(Consumer<? super ProducerSeen> image) {
        for (Producer producer : producers.values()) {
            image.accept(new ProducerSeen(producer.name, producer.numbers.toArray(), producer.heardMillis));
        }
    }
}
