// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.samples.quake.Quake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Listens: methods that say what they want. */
@ApplicationScoped
public class Watch {

    /** Which reports each listener should see in the end, said once more without any messaging. */
    static final Map<String, Predicate<Quake>> WANTED = Map.of(
            "reports", quake -> true,
            "archived", quake -> !quake.spot().place().isBlank(),
            "west coast, M 2.5 and more", quake -> quake.isAtLeast(2.5)
                    && "earthquake".equals(quake.type())
                    && List.of("ak", "nc").contains(quake.network()),
            "world, M 4.5 and more", quake -> quake.isAtLeast(4.5) && "us".equals(quake.network()),
            "alerts", quake -> new IsSevere().apply(quake) && !quake.spot().place().contains("Hualian"));

    private final Set<String> called = ConcurrentHashMap.newKeySet();

    @Inject
    private Board board;

    // tag::topic[]
    /** Every report. */
    @TopicListener("quake.#")
    void report(Quake quake) {
        board.add("reports");
    }

    /** The stronger ones of Alaska and California. */
    @TopicListener("quake.ak.earthquake")
    @TopicListener("quake.nc.earthquake")
    @MessageSelector("magnitude >= 2.5")
    void westCoast(Quake quake, @MessageProperty("magnitude") double magnitude) {
        board.add("west coast, M 2.5 and more");
    }

    /** The strong ones of the world, two at a time; whoever listens under the same name shares them. */
    @TopicListener(value = "quake.us.*", concurrency = 2)
    @Shared
    @SubscriptionName("strong")
    @MessageSelector("magnitude >= 4.5")
    void strong(Quake quake) {
        board.add("world, M 4.5 and more");
    }
    // end::topic[]

    // tag::queue[]
    /** Tells somebody who never answers the first call, and who does not want to hear of Hualian again. */
    @QueueListener("alerts")
    @Retry(maxAttempts = 3, delay = "10ms", on = IllegalStateException.class)
    @DeadLetter("alerts.unheard")
    void alert(Alert alert, @MessageHeader("JMSMessageID") String id) {
        if (called.add(id)) {
            throw new IllegalStateException("nobody answers");
        }
        if (alert.headline().contains("Hualian")) {
            throw new IllegalArgumentException("has been told already");
        }
        board.add("alerts");
    }
    // end::queue[]

    // tag::batch[]
    /** Several at once; those that name no place are put aside. */
    @QueueListener("archive")
    @Batch(size = 100, timeout = "50ms")
    BatchOutcome archive(List<Quake> quakes) {
        BatchOutcome outcome = BatchOutcome.done();
        for (int i = 0; i < quakes.size(); i++) {
            if (quakes.get(i).spot().place().isBlank()) {
                outcome = outcome.withFailure(i, new IllegalArgumentException("no place"));
            } else {
                board.add("archived");
            }
        }
        return outcome;
    }
    // end::batch[]
}
