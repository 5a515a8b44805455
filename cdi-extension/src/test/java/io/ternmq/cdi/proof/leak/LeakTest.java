// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.leak;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Stand;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container that has ended leaves nothing behind. */
@Timeout(120)
class LeakTest {

    private static final int WARM_UP = 20;
    private static final int LIVES = 100;
    /** What the virtual machine and the container allow themselves, whatever the number of lives. */
    private static final int CLASSES = 50;
    /** Classes of proxies; some containers make them anew for each life, which is not in our hands. */
    private static final int PROXIES = 10;
    private static final long BYTES = 4L * 1024 * 1024;

    /**
     * What is there after a collection.
     *
     * @param threads     that live
     * @param classes     that are loaded
     * @param connections at the broker
     * @param bytes       of the heap in use
     */
    private record Footprint(int threads, int classes, int connections, long bytes) {

        static Footprint now(Stand stand) {
            for (int i = 0; i < 3; i++) {
                System.gc(); // the figures are those of what is reachable
            }
            return new Footprint(
                    living(),
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    stand.broker().statistics().connections(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        static int living() {
            return ManagementFactory.getThreadMXBean().getThreadCount();
        }
    }

    /** Gives the class of a proxy. */
    private static Class<?> live(Stand stand) {
        int before = stand.ledger().done().size();
        Resident resident = stand.start(Resident.class, Resident.Postman.class, Resident.Flow.class)
                .select(Resident.class)
                .get();
        resident.live();
        int after = before + Resident.traces().size();
        await("a life", () -> stand.ledger().done().size() >= after);
        stand.stop();
        assertThat(stand.ledger().done().subList(before, after))
                .containsExactlyInAnyOrderElementsOf(Resident.traces());
        return resident.getClass();
    }

    @Test
    void aHundredContainersLeaveNothing() throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            Class<?> proxy = live(stand);
            for (int i = 1; i < WARM_UP; i++) {
                live(stand);
            }
            int allowed = CLASSES + (live(stand).equals(proxy) ? 0 : LIVES * PROXIES);
            Footprint first = Footprint.now(stand);
            for (int i = 0; i < LIVES; i++) {
                live(stand);
            }
            await("threads end", () -> Footprint.living() <= first.threads());
            Footprint last = Footprint.now(stand);
            assertThat(last.connections()).as("connections, from %s to %s", first, last).isEqualTo(1);
            assertThat(last.classes()).as("classes, from %s to %s", first, last)
                    .isLessThanOrEqualTo(first.classes() + allowed);
            assertThat(last.bytes()).as("heap, from %s to %s", first, last)
                    .isLessThanOrEqualTo(first.bytes() + BYTES);
        }
    }
}
