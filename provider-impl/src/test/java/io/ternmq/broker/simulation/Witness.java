// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows only what clients see, across all crashes: a message that somebody may have worked on comes again only with a
 * higher attempt, and one whose acknowledgement was answered never.
 */
final class Witness {

    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Map<Long, List<String>> acknowledging = new HashMap<>();

    void onDelivered(SimClient.Visible visible) {
        String key = visible.key();
        assertThat(over).as("an acknowledged message comes back: %s", key).doesNotContain(key);
        assertThat(visible.attempt()).as("attempt of %s", key).isGreaterThan(seen.getOrDefault(key, 0));
        seen.merge(key, 1, Integer::sum);
    }

    void onReleased(SimClient.Visible visible) {
        seen.merge(visible.key(), -1, Integer::sum);
    }

    void onAcknowledging(long request, SimClient.Visible visible) {
        acknowledging.computeIfAbsent(request, absent -> new ArrayList<>()).add(visible.key());
    }

    void onCarriedOut(long request) {
        List<String> keys = acknowledging.remove(request);
        if (keys != null) {
            over.addAll(keys);
        }
    }

    void onCrash() {
        acknowledging.clear();
    }
}
