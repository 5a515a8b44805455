// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.StoreLatency;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One reading of all figures of the broker, from one picture of it. The registry lives as long as the reading, so that
 * what is gone from the broker is gone from the next reading too. Used by one thread.
 */
final class Scrape {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Meters hold what they read weakly. */
    private final List<Object> subjects = new ArrayList<>();

    /** The reading as text. */
    static String of(BrokerStatistics picture, List<Door> doors) {
        Scrape scrape = new Scrape();
        try {
            scrape.add(picture, doors);
            return scrape.registry.scrape();
        } finally {
            Reference.reachabilityFence(scrape.subjects);
            scrape.registry.close();
        }
    }

    private void add(BrokerStatistics picture, List<Door> doors) {
        addAll(Figures.BROKER, Tags.empty(), picture);
        StoreLatency latency = picture.storeLatency();
        subjects.add(latency);
        FunctionTimer.builder(
                        Figures.STORE_LATENCY,
                        latency,
                        StoreLatency::count,
                        StoreLatency::totalNanos,
                        TimeUnit.NANOSECONDS)
                .description(Figures.STORE_LATENCY_HELP)
                .register(registry);
        doors.forEach(door -> addAll(Figures.DOOR, Tags.of("acceptor", door.uri()), door));
        Places.byName(picture.queues()).forEach((name, queue) -> {
            Tags tags = Tags.of("queue", name);
            addAll(Figures.QUEUE, tags, queue);
            addReasons(Figures.QUEUE_DEAD_LETTERS, tags, queue);
        });
        Places.byName(picture.subscriptions()).forEach((label, subscription) -> {
            int slash = label.indexOf('/');
            Tags tags = Tags.of(
                    "topic", slash < 0 ? label : label.substring(0, slash),
                    "subscription", slash < 0 ? "" : label.substring(slash + 1));
            addAll(Figures.SUBSCRIPTION, tags, subscription);
            addReasons(Figures.SUBSCRIPTION_DEAD_LETTERS, tags, subscription);
        });
    }

    private <T> void addAll(List<Figure<T>> figures, Tags tags, T subject) {
        subjects.add(subject);
        figures.forEach(figure -> figure.addTo(registry, tags, subject));
    }

    private void addReasons(String name, Tags tags, MailboxStatistics mailbox) {
        Map<String, Long> reasons = mailbox.totals().deadLettersByReason();
        subjects.add(reasons);
        for (String reason : reasons.keySet()) {
            FunctionCounter.builder(name, reasons, counts -> counts.getOrDefault(reason, 0L))
                    .tags(tags.and("reason", reason))
                    .description(Figures.DEAD_LETTERS_HELP)
                    .register(registry);
        }
    }
}
