// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How far the connection's readers of streams have come that have no group to remember it. Their deliveries are
 * numbered in the order of all events, and by the same numbers in every life of the connection. Under the monitor of
 * the link.
 */
final class Readings {

    /** So many later events are remembered as done with while an earlier one is not; then that one is given up. */
    private static final int MOST_DONE = 10_000;

    private static final class Reading {

        private final boolean unacknowledged;
        private final long openedMillis;
        private final TreeSet<Long> open = new TreeSet<>();
        private final TreeSet<Long> done = new TreeSet<>();
        private long next;

        Reading(boolean unacknowledged, long openedMillis) {
            this.unacknowledged = unacknowledged;
            this.openedMillis = openedMillis;
        }

        void accept(long number) {
            if (open.remove(number)) {
                done.add(number);
            }
            if (done.size() > MOST_DONE) {
                open.pollFirst();
            }
            done.headSet(resumeAt()).clear();
        }

        long resumeAt() {
            return open.isEmpty() ? next : Math.min(next, open.first());
        }
    }

    private final Map<Long, Reading> byConsumer = new HashMap<>();

    /** A consumer was opened. */
    void opened(OpenConsumer request, long nowMillis) {
        if (request.source() instanceof Source.OfStream stream && stream.group() == null) {
            byConsumer.putIfAbsent(
                    request.consumer(), new Reading(stream.reading().isUnacknowledged(), nowMillis));
        }
    }

    boolean knows(long consumer) {
        return !byConsumer.isEmpty() && byConsumer.containsKey(consumer);
    }

    /** An event has arrived; false when it was done with before. */
    boolean arrived(long consumer, long number) {
        Reading reading = byConsumer.get(consumer);
        if (reading == null) {
            return true;
        }
        reading.next = Math.max(reading.next, number + 1);
        if (!reading.unacknowledged) {
            boolean isDone = reading.done.contains(number);
            if (!isDone) {
                reading.open.add(number);
            }
            return !isDone;
        }
        return true;
    }

    /** The client is done with an event. */
    void accepted(long consumer, long number) {
        Reading reading = byConsumer.get(consumer);
        if (reading != null) {
            reading.accept(number);
        }
    }

    void forget(long consumer) {
        byConsumer.remove(consumer);
    }

    /** How a consumer is opened again so that it goes on where it was. */
    OpenConsumer again(OpenConsumer request) {
        Reading reading = byConsumer.get(request.consumer());
        if (reading == null || !(request.source() instanceof Source.OfStream stream)) {
            return request;
        }
        boolean isFresh = reading.next == 0 && stream.reading().from() instanceof StreamPosition.Latest;
        StreamReading how = isFresh ? since(reading.openedMillis, stream.reading()) : stream.reading();
        return new OpenConsumer(
                request.consumer(),
                new Source.OfStream(stream.topic(), null, stream.isExclusive(), how, reading.resumeAt()),
                request.selector());
    }

    /** Whoever waits for new events wants those, too, that come while the link is mended. */
    private static StreamReading since(long millis, StreamReading reading) {
        return new StreamReading(
                new StreamPosition.Time(Instant.ofEpochMilli(millis)),
                reading.isManual(),
                reading.key(),
                reading.rate(),
                reading.isUnacknowledged());
    }
}
