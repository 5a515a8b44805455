// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of each item of a batch.
 *
 * @param failures why an item has failed, by its place in the list, from 0; all others are done
 */
public record BatchOutcome(Map<Integer, Throwable> failures) {

    /** A copy in the order of the places. */
    public BatchOutcome {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /** All items are done. */
    public static BatchOutcome done() {
        return new BatchOutcome(Map.of());
    }

    /**
     * One item more has failed.
     *
     * @param place  its place in the list, from 0
     * @param reason why
     * @return the outcome with it
     */
    public BatchOutcome withFailure(int place, Throwable reason) {
        Map<Integer, Throwable> more = new TreeMap<>(failures);
        more.put(place, reason);
        return new BatchOutcome(more);
    }
}
