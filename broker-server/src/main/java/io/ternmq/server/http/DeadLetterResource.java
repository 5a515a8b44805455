// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageState.Origin;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.api.management.QueueView;
import io.ternmq.boot.EmbeddedBroker;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Queues of dead letters: what failed, where and why; back to where it failed; out as lines. Permissions speak of the
 * queue of dead letters.
 */
final class DeadLetterResource {

    private static final String UNKNOWN = "UNKNOWN";
    private static final int PAGE = 500;
    private static final int LOOKS_FOR_LIST = 1_000;
    private static final int LOOKS_FOR_ONE = 20_000;

    private final EmbeddedBroker broker;

    DeadLetterResource(EmbeddedBroker broker) {
        this.broker = broker;
    }

    List<Route> routes() {
        return List.of(
                Route.api("GET", "dlq", this::list),
                Route.api("GET", "dlq/{name}", this::show),
                Route.api("POST", "dlq/{name}/retry", this::retry),
                Route.api("GET", "dlq/{name}/export", this::export, PlaceOperations.SELECTOR, "position", "limit"));
    }

    private Reply list(Call call) {
        List<QueueView> seen = broker.management().queues().stream()
                .filter(queue -> queue.isDeadLetters() && call.caller().maySee(queue.name()))
                .toList();
        return Views.list("queues", seen, queue -> view(queue, LOOKS_FOR_LIST));
    }

    private Reply show(Call call) {
        call.caller().mustSee(call.name());
        return Reply.json(view(deadLetters(call.name()), LOOKS_FOR_ONE));
    }

    private QueueView deadLetters(String name) {
        QueueView queue = broker.management().queue(name);
        if (!queue.isDeadLetters()) {
            throw new Refusal(Refusal.NOT_FOUND, ErrorCode.INVALID_DESTINATION,
                    "Queue '" + name + "' is there, but it is none of dead letters");
        }
        return queue;
    }

    private Reply retry(Call call) {
        call.caller().mustManage(call.name());
        deadLetters(call.name());
        return retry(broker, Place.queue(call.name()), call);
    }

    static Reply retry(EmbeddedBroker broker, Place place, Call call) {
        Wish wish = Wish.of(call, PlaceOperations.SELECTOR, "limit");
        return Reply.json(RecordJson.builder(broker.management()
                .retryDeadLetters(place.name(), wish.text(PlaceOperations.SELECTOR), wish.limit())));
    }

    private Reply export(Call call) {
        call.caller().mustSee(call.name());
        deadLetters(call.name());
        return new Export(broker, Place.queue(call.name())).part(
                call.parameter(PlaceOperations.SELECTOR).orElse(null),
                call.parameter("position", 0, 0, Long.MAX_VALUE),
                (int) call.parameter("limit", PAGE, 1, PlaceOperations.LARGEST_PAGE));
    }

    private JsonObjectBuilder view(QueueView queue, int looks) {
        Map<String, Long> reasons = new TreeMap<>();
        Map<String, Long> origins = new TreeMap<>();
        long counted = 0;
        long position = 0;
        while (position != MessagePage.END && counted < looks) {
            MessagePage page = broker.management().browse(Place.queue(queue.name()), null, position, PAGE);
            for (MessageView message : page.messages()) {
                Origin origin = message.state().origin();
                String reason = origin == null ? null : origin.reason();
                reasons.merge(reason == null ? UNKNOWN : reason, 1L, Long::sum);
                origins.merge(origin == null ? UNKNOWN : origin.destination(), 1L, Long::sum);
            }
            counted += page.messages().size();
            position = page.next();
        }
        return Json.createObjectBuilder()
                .add("name", queue.name())
                .add("depth", queue.figures().depth())
                .add("oldestAgeMillis", queue.figures().condition().oldestAgeMillis())
                .add("counted", counted)
                .add("reasons", counts(reasons))
                .add("origins", counts(origins));
    }

    private static JsonObjectBuilder counts(Map<String, Long> counts) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        counts.forEach(object::add);
        return object;
    }
}
