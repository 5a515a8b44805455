// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.Place;
import io.ternmq.api.management.QueueView;
import io.ternmq.boot.EmbeddedBroker;
import java.util.ArrayList;
import java.util.List;

/** Queues. */
final class QueueResource {

    private final EmbeddedBroker broker;
    private final PlaceOperations operations;

    QueueResource(EmbeddedBroker broker) {
        this.broker = broker;
        this.operations = new PlaceOperations(broker, "queues", Place::queue, Place::name);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.api("GET", "queues", this::list),
                Route.api("GET", "queues/{name}", this::show),
                Route.api("PUT", "queues/{name}", this::create),
                Route.api("DELETE", "queues/{name}", this::delete),
                Route.api("POST", "queues/{name}/retry", this::retry)));
        routes.addAll(operations.routes());
        return routes;
    }

    private Reply list(Call call) {
        List<QueueView> seen = broker.management().queues().stream()
                .filter(queue -> call.caller().maySee(queue.name()))
                .toList();
        return Views.list("queues", seen, Views::queue);
    }

    private Reply show(Call call) {
        Place place = operations.seen(call);
        QueueView queue = broker.management().queue(place.name());
        return Reply.json(Views.queue(queue).add("settings", RecordJson.of(broker.management().settings(place))));
    }

    private Reply create(Call call) {
        Place place = operations.managed(call);
        Wish.of(call);
        broker.createQueue(place.name());
        return Reply.done();
    }

    private Reply delete(Call call) {
        Place place = operations.managed(call);
        broker.deleteQueue(place.name());
        return Reply.done();
    }

    private Reply retry(Call call) {
        return DeadLetterResource.retry(broker, operations.managed(call), call);
    }
}
