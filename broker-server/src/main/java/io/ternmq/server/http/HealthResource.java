// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the process is alive, and whether it serves clients. Everybody may ask; the answer tells nothing that a
 * client who tries to connect would not find out.
 */
final class HealthResource {

    static final List<String> LIVE = List.of("health", "live");

    private static final Log LOG = Log.of(HealthResource.class);
    private static final long LONGEST_ANSWER_MILLIS = 2_000;

    private final Surroundings surroundings;

    HealthResource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<Route> routes() {
        return List.of(Route.open(String.join("/", LIVE), call -> live()), Route.open("health/ready", call -> ready()));
    }

    private static Reply live() {
        return Reply.json(Json.createObjectBuilder().add("status", "live"));
    }

    private Reply ready() {
        List<String> reasons = reasons();
        if (reasons.isEmpty()) {
            return Reply.json(Json.createObjectBuilder().add("status", "ready"));
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        reasons.forEach(all::add);
        return Reply.json(Refusal.UNAVAILABLE, Json.createObjectBuilder()
                .add("status", "not ready")
                .add("reasons", all)
                .build());
    }

    /** Why clients are not served. */
    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        String state = surroundings.state().get();
        if (!state.equals(Surroundings.READY)) {
            reasons.add("the process is " + state);
        }
        if (!surroundings.broker().isActive()) {
            reasons.add("the broker has stopped, or stands by for the one that has the store");
        } else if (!answers()) {
            reasons.add("the broker does not answer");
        }
        List<Door> doors = surroundings.doors().get();
        doors.stream().filter(door -> !door.isListening()).forEach(door -> reasons.add(door.uri() + " is closed"));
        if (doors.isEmpty() && reasons.isEmpty()) {
            reasons.add("nothing listens for clients");
        }
        return reasons;
    }

    /** A broker whose store fails stops; one that hangs does not answer. */
    private boolean answers() {
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(
                () -> surroundings.broker().statistics().connections() >= 0,
                task -> surroundings.broker().environment().executor().execute(task));
        try {
            return answer.get(LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, () -> "The broker does not answer the question how it is: "
                    + (e.getCause() instanceof ProviderException known ? known.getMessage() : e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
