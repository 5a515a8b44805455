// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.Place;
import io.ternmq.api.management.SubscriptionView;
import io.ternmq.boot.EmbeddedBroker;
import java.util.ArrayList;
import java.util.List;

/** Subscriptions, called by their labels or numbers. Permissions speak of their topics. */
final class SubscriptionResource {

    private final EmbeddedBroker broker;
    private final PlaceOperations operations;

    SubscriptionResource(EmbeddedBroker broker) {
        this.broker = broker;
        this.operations = new PlaceOperations(
                broker,
                "subscriptions",
                Place::subscription,
                place -> broker.management().subscription(place.name()).topic());
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.api("GET", "subscriptions", this::list),
                Route.api("GET", "subscriptions/{name}", this::show),
                Route.api("DELETE", "subscriptions/{name}", this::delete)));
        routes.addAll(operations.routes());
        return routes;
    }

    private Reply list(Call call) {
        List<SubscriptionView> seen = broker.management().subscriptions().stream()
                .filter(subscription -> call.caller().maySee(subscription.topic()))
                .toList();
        return Views.list("subscriptions", seen, Views::subscription);
    }

    private Reply show(Call call) {
        Place place = operations.seen(call);
        SubscriptionView subscription = broker.management().subscription(place.name());
        return Reply.json(Views.subscription(subscription)
                .add("settings", RecordJson.of(broker.management().settings(place))));
    }

    private Reply delete(Call call) {
        broker.management().deleteSubscription(operations.managed(call).name());
        return Reply.done();
    }
}
