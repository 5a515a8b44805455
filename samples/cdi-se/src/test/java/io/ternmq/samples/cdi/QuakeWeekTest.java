// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The program runs, and every bean has counted what was for it. */
class QuakeWeekTest {

    @Test
    void everyBeanHasWhatWasForIt() throws InterruptedException {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            Map<String, Long> counts = new TreeMap<>(container.select(Play.class).get().run());

            assertThat(counts).containsExactly(
                    Map.entry("alerts", 7L),
                    Map.entry("answers", 1L),
                    Map.entry("archived", 1_707L),
                    Map.entry("records", 1L),
                    Map.entry("replayed", 297L),
                    Map.entry("reports", 1_707L),
                    Map.entry("summaries", 1L),
                    Map.entry("unheard", 2L),
                    Map.entry("west coast, M 2.5 and more", 84L),
                    Map.entry("world, M 4.5 and more", 84L));
        }
    }
}
