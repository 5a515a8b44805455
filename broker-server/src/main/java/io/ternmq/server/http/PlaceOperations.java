// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.Management;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.boot.EmbeddedBroker;
import jakarta.json.Json;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What queues and subscriptions have in common. Whoever may manage the name of the queue or topic changes; whoever may
 * browse it, or manage it, looks.
 */
final class PlaceOperations {

    static final int LARGEST_PAGE = 1_000;
    static final String SELECTOR = "selector";

    private static final int PAGE = 100;

    private final EmbeddedBroker broker;
    private final String collection;
    private final Function<String, Place> placeOf;
    private final Function<Place, String> guardedName;

    /**
     * Operations of one kind of place.
     *
     * @param collection  what stands in the path for all of them
     * @param placeOf     names one
     * @param guardedName the name that permissions speak of
     */
    PlaceOperations(
            EmbeddedBroker broker,
            String collection,
            Function<String, Place> placeOf,
            Function<Place, String> guardedName) {
        this.broker = broker;
        this.collection = collection;
        this.placeOf = placeOf;
        this.guardedName = guardedName;
    }

    List<Route> routes() {
        return List.of(
                Route.api("POST", collection + "/{name}/purge", this::purge),
                Route.api("POST", collection + "/{name}/pause", call -> turn(call, Management::pause)),
                Route.api("POST", collection + "/{name}/resume", call -> turn(call, Management::resume)),
                Route.api("POST", collection + "/{name}/move", this::move),
                Route.api("GET", collection + "/{name}/consumers", this::consumers),
                Route.api("GET", collection + "/{name}/messages", this::messages, SELECTOR, "position", "limit"),
                Route.api("GET", collection + "/{name}/messages/{number}", this::message));
    }

    /** The place that a path names, for one who may change it. */
    Place managed(Call call) {
        Place place = placeOf.apply(call.name());
        call.caller().mustManage(guardedName.apply(place));
        return place;
    }

    /** The place that a path names, for one who may look. */
    Place seen(Call call) {
        Place place = placeOf.apply(call.name());
        call.caller().mustSee(guardedName.apply(place));
        return place;
    }

    private Reply purge(Call call) {
        Place place = managed(call);
        long purged = broker.management().purge(place, Wish.of(call, SELECTOR).text(SELECTOR));
        return Reply.json(Json.createObjectBuilder().add("purged", purged));
    }

    private Reply turn(Call call, BiConsumer<Management, Place> how) {
        Place place = managed(call);
        Wish.of(call);
        how.accept(broker.management(), place);
        return Reply.done();
    }

    private Reply move(Call call) {
        Place place = managed(call);
        Wish wish = Wish.of(call, "target", SELECTOR, "limit");
        String target = wish.required("target");
        call.caller().mustManage(target);
        long moved = broker.management().move(place, wish.text(SELECTOR), target, wish.limit());
        return Reply.json(Json.createObjectBuilder().add("moved", moved));
    }

    private Reply consumers(Call call) {
        return Views.list("consumers", broker.management().consumers(seen(call)), RecordJson::builder);
    }

    private Reply messages(Call call) {
        Place place = seen(call);
        MessagePage page = broker.management().browse(
                place,
                call.parameter(SELECTOR).orElse(null),
                call.parameter("position", 0, 0, Long.MAX_VALUE),
                (int) call.parameter("limit", PAGE, 1, LARGEST_PAGE));
        return Views.page(page);
    }

    private Reply message(Call call) {
        Place place = seen(call);
        MessageView message = broker.management().message(place, call.number()).orElseThrow(() -> new Refusal(
                Refusal.NOT_FOUND, ErrorCode.INVALID_DESTINATION,
                "There is no message " + call.number() + " in " + place + " any more"));
        return Reply.json(Views.message(message));
    }
}
