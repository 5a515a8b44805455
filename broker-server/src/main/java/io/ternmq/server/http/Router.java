// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds who answers a request, and turns whatever goes wrong into an answer too. Any thread may call. */
final class Router {

    private static final String EVERYTHING = "#";

    private final List<Route> routes;
    private final Doorkeeper doorkeeper;

    Router(Surroundings surroundings) {
        this.doorkeeper = new Doorkeeper(surroundings);
        List<Route> all = new ArrayList<>(new HealthResource(surroundings).routes());
        all.addAll(new MetricsResource(surroundings).routes());
        all.addAll(new BrokerResource(surroundings).routes());
        all.addAll(new QueueResource(surroundings.broker()).routes());
        all.addAll(new TopicResource(surroundings.broker()).routes());
        all.addAll(new SubscriptionResource(surroundings.broker()).routes());
        all.addAll(new ConnectionResource(surroundings.broker()).routes());
        all.addAll(new BranchResource(surroundings.broker()).routes());
        all.addAll(new DeadLetterResource(surroundings.broker()).routes());
        this.routes = List.copyOf(all);
    }

    /** Everything that can be asked. */
    List<Route> routes() {
        return routes;
    }

    /** Whether a request is answered at once, without anything that may block. */
    static boolean isInstant(Ask ask) {
        return ask.path().equals(HealthResource.LIVE);
    }

    /** Whether a request must be answered even when everybody else waits: health and metrics. */
    static boolean isWatching(Ask ask) {
        return !ask.path().isEmpty() && !ask.path().get(0).equals("api");
    }

    /** Answers a request; may block. Whatever goes wrong is an answer too. */
    Reply answer(Ask ask) {
        try {
            Doorkeeper.checkSource(ask);
            return find(ask);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return Problems.of(e);
        }
    }

    private Reply find(Ask ask) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(ask.path());
            if (variables.isPresent() && route.method().equals(ask.method())) {
                return take(route, ask, variables.get());
            }
            variables.ifPresent(found -> methods.add(route.method()));
        }
        if (methods.isEmpty()) {
            throw new Refusal(Refusal.NOT_FOUND, ErrorCode.PROTOCOL, "There is nothing at " + ask.where());
        }
        String allowed = String.join(", ", methods);
        throw new Refusal(Refusal.METHOD_NOT_ALLOWED, ErrorCode.PROTOCOL,
                ask.where() + " takes " + allowed + ", not " + ask.method(), "Allow", allowed);
    }

    private Reply take(Route route, Ask ask, Map<String, String> variables) {
        if (route.isOpen()) {
            return route.answer().apply(new Call(ask, variables, null));
        }
        Caller caller = doorkeeper.identify(ask);
        for (String parameter : ask.query().keySet()) {
            if (!route.parameters().contains(parameter)) {
                throw Refusal.badRequest("There is no parameter " + parameter + " here; known is "
                        + String.join(", ", new TreeSet<>(route.parameters())));
            }
        }
        return answer(route, new Call(ask, variables, caller));
    }

    /** A sentence about what does not exist says what does, which not everybody may know. */
    private static Reply answer(Route route, Call call) {
        try {
            return route.answer().apply(call);
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.INVALID_DESTINATION && !call.caller().maySee(EVERYTHING)) {
                throw new Refusal(Refusal.NOT_FOUND, e.code(), "There is nothing of this name");
            }
            throw e;
        }
    }
}
