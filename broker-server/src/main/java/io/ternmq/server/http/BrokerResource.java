// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.BrokerStatistics;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** The broker as a whole. Whoever is let in may ask. */
final class BrokerResource {

    private final Surroundings surroundings;

    BrokerResource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<Route> routes() {
        return List.of(Route.api("GET", "broker", call -> show()));
    }

    private Reply show() {
        BrokerStatistics figures = surroundings.broker().statistics();
        JsonArrayBuilder doors = Json.createArrayBuilder();
        surroundings.doors().get().forEach(door -> doors.add(door.uri()));
        JsonObjectBuilder reasons = Json.createObjectBuilder();
        figures.deadLettersByReason().forEach(reasons::add);
        return Reply.json(Json.createObjectBuilder()
                .add("name", surroundings.broker().name())
                .add("version", Optional.ofNullable(BrokerResource.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"))
                .add("state", surroundings.state().get())
                .add("uptimeMillis", ManagementFactory.getRuntimeMXBean().getUptime())
                .add("acceptors", doors)
                .add("queues", figures.queues().size())
                .add("subscriptions", figures.subscriptions().size())
                .add("connections", figures.connections())
                .add("preparedBranches", figures.preparedBranches())
                .add("memoryBytes", figures.memoryBytes())
                .add("refusedCommands", figures.refusedCommands())
                .add("duplicates", figures.duplicates())
                .add("blockedProducers", figures.blockedProducers())
                .add("deadLetters", reasons)
                .add("storeLatency", RecordJson.of(figures.storeLatency())));
    }
}
