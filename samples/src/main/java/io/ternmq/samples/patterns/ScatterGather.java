// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.api.pattern.request.Until;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every seismic network is asked for its strongest earthquake, and one of them sleeps. */
public final class ScatterGather {

    private static final Channel STRONGEST = Channel.topic("quake.strongest");

    private ScatterGather() {}

    /**
     * What came of it.
     *
     * @param strongest headline of the strongest of all answers
     * @param answers   how many answered
     * @param missing   who did not
     * @param fastest   how many answers the hurried one took
     */
    public record Result(String strongest, int answers, List<String> missing, int fastest) {}

    /** Asks and prints what came of it. */
    public static void main(String[] args) {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            System.out.println(play(messaging, QuakeFile.load(), Duration.ofMillis(500)));
        }
    }

    /** Asks all networks but waits for the sleeping one no longer than a time. */
    static Result play(Messaging messaging, List<Quake> quakes, Duration patience) {
        List<String> networks = quakes.stream().map(Quake::network).distinct().toList();
        List<Responder> awake = new ArrayList<>();
        for (String network : networks.subList(1, networks.size())) {
            awake.add(observatory(messaging, network, quakes));
        }
        // tag::gather[]
        Gathered<Quake> gathered = messaging.gather(STRONGEST, "strongest", Quake.class)
                .expecting(networks.toArray(new String[0]))
                .until(Until.all(), patience)
                .join();
        Quake strongest = Collections.max(gathered.bodies(), Quake.BY_STRENGTH);
        List<String> silent = gathered.missing();
        // end::gather[]
        // tag::first[]
        Gathered<Quake> quick = messaging.gather(STRONGEST, "strongest", Quake.class)
                .until(Until.first(3))
                .join();
        // end::first[]
        awake.forEach(Responder::close);
        return new Result(strongest.headline(), gathered.replies().size(), silent, quick.replies().size());
    }

    private static Responder observatory(Messaging messaging, String network, List<Quake> quakes) {
        // tag::observatory[]
        return messaging.responder(STRONGEST, String.class)
                .name(network)
                .answer(question -> quakes.stream()
                        .filter(quake -> quake.network().equals(network))
                        .max(Quake.BY_STRENGTH)
                        .orElseThrow());
        // end::observatory[]
    }
}
