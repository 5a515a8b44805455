// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import java.util.HashMap;
import java.util.Map;

/** A consumer in the model. */
final class Taker {

    final long connection;
    final long handle;
    final Place place;
    final Filter filter;
    int credit;
    boolean open = true;

    /** Whether it was asked for messages back and has not answered since. */
    boolean recalled;

    /** The last message of each producer, topic and priority that came straight here. */
    final Map<String, Long> lastNumbers = new HashMap<>();

    Taker(long connection, long handle, Place place, Filter filter) {
        this.connection = connection;
        this.handle = handle;
        this.place = place;
        this.filter = filter;
    }

    boolean accepts(Held held) {
        return filter.accepts(held.message);
    }

    long inFlight() {
        long count = 0;
        for (Held held : place.held) {
            count += held.holder == this ? 1 : 0;
        }
        return count;
    }

    /** Whether a message of higher priority is ready than some that it holds. */
    boolean isOutranked() {
        int lowest = place.held.stream()
                .filter(held -> held.holder == this)
                .mapToInt(held -> held.message.priority())
                .min()
                .orElse(Integer.MAX_VALUE);
        return place.held.stream()
                .anyMatch(held -> held.stage == Held.Stage.READY && accepts(held) && held.message.priority() > lowest);
    }

    @Override
    public String toString() {
        return "consumer " + connection + "/" + handle;
    }
}
