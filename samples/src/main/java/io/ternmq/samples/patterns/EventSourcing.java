// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.EventReader;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.GroupHandle;
import io.ternmq.api.pattern.stream.Loaded;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The week as a stream: kept, read again from any place, and made into what each network has seen. */
public final class EventSourcing {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EventSourcing() {}

    /**
     * What a network has seen so far: an object made of its events.
     *
     * @param reports   how many
     * @param strongest greatest magnitude
     */
    public record Observatory(int reports, double strongest) {

        /** Of a network that has seen nothing. */
        static final Observatory NEW = new Observatory(0, Double.NEGATIVE_INFINITY);

        Observatory with(Quake quake) {
            return new Observatory(reports + 1, Math.max(strongest, quake.strength().orElse(strongest)));
        }
    }

    /**
     * What came of it.
     *
     * @param appended events in the stream
     * @param last     headlines of the last three
     * @param alaska   what Alaska has seen
     * @param version  how many events Alaska's state is made of
     * @param replayed events that a replay of everything brought
     * @param shared   events that a group of two has handled
     */
    public record Result(
            long appended, List<String> last, Observatory alaska, long version, long replayed, int shared) {}

    /** Plays the week and prints what came of it. */
    public static void main(String[] args) throws Exception {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            System.out.println(play(messaging, QuakeFile.load()));
        }
    }

    /** Appends the reports, reads them again in several ways, and counts. */
    static Result play(Messaging messaging, List<Quake> quakes) throws Exception {
        // tag::open[]
        EventStream<Quake> stream = messaging.streams()
                .open("quakes", Quake.class, StreamPolicy.DEFAULT
                        .withPartitions(4)
                        .withMaxAgeMillis(Duration.ofDays(30).toMillis()));
        // end::open[]
        // tag::append[]
        long appended = 0;
        for (Quake quake : quakes) {
            Appended place = stream.append(quake.network(), quake);
            appended = place.offset() + 1;
        }
        // end::append[]
        List<String> last = lastHeadlines(stream);
        Loaded<Observatory> alaska = alaska(stream, quakes);
        return new Result(
                appended, last, alaska.state(), alaska.version(), replay(stream), shareAmongTwo(stream, quakes.size()));
    }

    private static List<String> lastHeadlines(EventStream<Quake> stream) {
        List<String> headlines = new ArrayList<>();
        // tag::last[]
        try (EventReader<Quake> reader = stream.read()
                .from(new StreamPosition.Last(3))
                .to(new StreamEnd.Now())
                .open()) {
            while (!reader.isEnded()) {
                reader.next(PATIENCE).ifPresent(event -> headlines.add(event.body().headline()));
            }
        }
        // end::last[]
        return headlines;
    }

    private static Loaded<Observatory> alaska(EventStream<Quake> stream, List<Quake> quakes) {
        Quake aftershock = quakes.get(quakes.size() - 1);
        // tag::store[]
        EventStore<Quake, Observatory> observatories = stream.store(Observatory.class)
                .snapshotEvery(100)
                .build(Observatory.NEW, Observatory::with);

        Loaded<Observatory> alaska = observatories.load("ak");
        observatories.append("ak", alaska.version(), List.of(aftershock));
        // end::store[]
        // tag::update[]
        Loaded<Observatory> now = observatories.update(
                "ak", state -> state.strongest() >= 4.5 ? List.of(aftershock) : List.of());
        // end::update[]
        return now;
    }

    private static long replay(EventStream<Quake> stream) throws Exception {
        Map<String, Integer> byNetwork = new ConcurrentHashMap<>();
        // tag::replay[]
        long replayed = stream.read()
                .from(new StreamPosition.Earliest())
                .to(new StreamEnd.Now())
                .each(event -> byNetwork.merge(event.body().network(), 1, Integer::sum))
                .done()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        // end::replay[]
        return replayed;
    }

    private static int shareAmongTwo(EventStream<Quake> stream, int atLeast) throws InterruptedException {
        CountDownLatch missing = new CountDownLatch(atLeast);
        Map<Long, String> handled = new ConcurrentHashMap<>();
        // tag::group[]
        GroupHandle group = stream.group("statistics")
                .concurrency(2)
                .handler(event -> {
                    handled.put(event.offset(), event.body().network()); // events of one network in their order
                    missing.countDown();
                });
        // end::group[]
        if (!missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " events were not handled; lag " + group.lag());
        }
        group.close();
        return handled.size();
    }
}
