// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.samples.demo.Row;
import io.ternmq.samples.quake.Quake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs the samples one after the other over one broker and counts what came of each. */
public final class Tour {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final List<Quake> quakes;
    private final List<Row> rows = new ArrayList<>();

    private Tour(List<Quake> quakes) {
        this.quakes = quakes;
    }

    /**
     * Runs them.
     *
     * @return a line for each pattern
     * @throws IllegalStateException when something did not come in time
     */
    public static List<Row> play(List<Quake> quakes) {
        Tour tour = new Tour(quakes);
        String broker = "vm://" + UUID.randomUUID() + "?store=memory"; // nothing is left of an earlier tour
        try (Messaging messaging = Messaging.over(new TernConnectionFactory(broker))) {
            tour.play(messaging);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A pattern has failed: " + e.getMessage(), e);
        }
        return List.copyOf(tour.rows);
    }

    private void play(Messaging messaging) throws Exception {
        PublishSubscribe.Result events = PublishSubscribe.play(messaging, quakes);
        long strong = quakes.stream().filter(quake -> quake.isAtLeast(4.5)).count();
        long alaskan = quakes.stream().filter(quake -> "ak".equals(quake.network())).count();
        add("publish/subscribe", "typed events, three subscribers",
                quakes.size() + strong + alaskan, (long) events.all() + events.strong() + events.alaska());

        long networks = quakes.stream().map(Quake::network).distinct().count();
        Map<String, String> answers = RequestReply.play(messaging, quakes).headlines();
        add("request/reply", "a question for each network, at once", networks, answers.size());

        ScatterGather.Result gathered = ScatterGather.play(messaging, quakes, PATIENCE);
        add("scatter-gather", "all networks asked, one asleep", networks - 1, gathered.answers());

        EventSourcing.Result stream = EventSourcing.play(messaging, quakes);
        add("event stream", "the week and two events, replayed", quakes.size() + 2L, stream.replayed());
        add("event sourcing", "Alaska's events after a snapshot", alaskan + 2, stream.version());

        QuakePipeline.Result pipeline = QuakePipeline.play(messaging, quakes);
        add("pipeline", "alerts of what is severe or unusual", QuakePipeline.expectedAlerts(quakes),
                pipeline.alerts().values().stream().mapToLong(Integer::longValue).sum());

        long undone = OrderProcessing.play(messaging, new OrderProcessing.Books()).values().stream()
                .filter(outcome -> !"SHIPPED".equals(outcome.status()))
                .count();
        add("order processing", "four orders, three refused and undone", 3, undone);

        add("background jobs", "under leases, one given back", 3, BackgroundJobs.play(messaging, quakes).done());
    }

    private void add(String pattern, String what, long expected, long counted) {
        rows.add(new Row(pattern, what, expected, counted, expected == counted));
    }
}
