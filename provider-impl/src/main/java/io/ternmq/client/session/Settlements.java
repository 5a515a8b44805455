// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns deliveries into as few settlements as possible. */
final class Settlements {

    private Settlements() {}

    /** Settles deliveries of any consumers; the order within each consumer stays. The list may be added to. */
    static List<Settlement> of(Outcome outcome, List<Event.Deliver> deliveries, @Nullable String cause) {
        Map<Long, List<Event.Deliver>> byConsumer = new LinkedHashMap<>();
        for (Event.Deliver delivery : deliveries) {
            byConsumer.computeIfAbsent(delivery.consumer(), number -> new ArrayList<>()).add(delivery);
        }
        List<Settlement> settlements = new ArrayList<>();
        byConsumer.forEach((consumer, some) -> settlements.add(
                new Settlement(consumer, outcome, numbersOf(some), cause)));
        return settlements;
    }

    private static long[] numbersOf(List<Event.Deliver> deliveries) {
        long[] numbers = new long[deliveries.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = deliveries.get(i).delivery();
        }
        return numbers;
    }
}
