// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A week of earthquakes as typed events: one publisher, three subscribers who want different things. */
public final class PublishSubscribe {

    private PublishSubscribe() {}

    /**
     * Who got how much.
     *
     * @param stored how many confirmations said that the event is stored
     * @param all    events that the first subscriber got
     * @param strong events that the second one got
     * @param alaska events that the third one got
     */
    public record Result(int stored, int all, int strong, int alaska) {}

    /** Publishes and prints who got how much. */
    public static void main(String[] args) throws Exception {
        // tag::open[]
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            System.out.println(play(messaging, QuakeFile.load()));
        }
        // end::open[]
    }

    /** Publishes reports, and returns when everybody has got what they wait for. */
    static Result play(Messaging messaging, List<Quake> quakes) throws InterruptedException {
        long strongOnes = quakes.stream().filter(quake -> quake.isAtLeast(4.5)).count();
        long alaskanOnes = quakes.stream().filter(quake -> "ak".equals(quake.network())).count();
        CountDownLatch missing = new CountDownLatch((int) (quakes.size() + strongOnes + alaskanOnes));
        AtomicInteger all = new AtomicInteger();
        AtomicInteger strong = new AtomicInteger();
        AtomicInteger alaska = new AtomicInteger();

        // tag::subscribe[]
        Subscription archive = messaging.subscriber(Channel.topic("quake.#"), Quake.class)
                .shared("archive")
                .durable("archive")
                .concurrency(3)
                .onError(ErrorPolicy.DEFAULT.withRetry(
                        5, Duration.ofMillis(100), 2.0, Duration.ofSeconds(10)))
                .handle(event -> {
                    all.incrementAndGet();
                    missing.countDown();
                });
        // end::subscribe[]

        // tag::choose[]
        Subscription alarms = messaging.subscriber(Channel.topic("quake.#"), Quake.class)
                .filter(event -> event.body().isAtLeast(4.5))
                .handle(event -> {
                    strong.incrementAndGet();
                    missing.countDown();
                });
        Subscription north = messaging.subscriber(Channel.topic("quake.ak.*"), Quake.class)
                .selector("JMSType = 'quake.reported'")
                .handle(event -> {
                    alaska.incrementAndGet();
                    missing.countDown();
                });
        // end::choose[]

        int stored = publish(messaging, quakes);
        if (!missing.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " events did not arrive");
        }
        for (Subscription each : List.of(archive, alarms, north)) {
            each.close();
        }
        return new Result(stored, all.get(), strong.get(), alaska.get());
    }

    private static int publish(Messaging messaging, List<Quake> quakes) {
        int stored = 0;
        // tag::publish[]
        try (Publisher<Quake> publisher = messaging.publisher(Quake.class)
                .type("quake.reported")
                .source("usgs.gov")
                .open()) {
            for (Quake quake : quakes) {
                Channel topic = Channel.topic("quake." + quake.network() + "." + quake.type().replace(' ', '-'));
                Confirmation confirmation = publisher.publish(
                        publisher.message(topic).key(quake.network()).body(quake));
                stored += confirmation.isStored() ? 1 : 0;
            }
        }
        // end::publish[]
        return stored;
    }
}
