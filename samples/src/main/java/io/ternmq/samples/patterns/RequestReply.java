// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Which was the strongest earthquake of a network? Asked of four workers who share the questions. */
public final class RequestReply {

    private static final Channel STRONGEST = Channel.queue("quake.strongest");

    private RequestReply() {}

    /**
     * A question.
     *
     * @param network short name of a seismic network
     */
    public record Question(String network) {}

    /**
     * What was answered.
     *
     * @param headlines by network
     * @param refusal   what became of a question that cannot be answered
     */
    public record Result(Map<String, String> headlines, String refusal) {}

    /** Asks and prints the answers. */
    public static void main(String[] args) {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            Result result = play(messaging, QuakeFile.load());
            result.headlines().forEach((network, headline) -> System.out.println(network + "  " + headline));
            System.out.println(result.refusal());
        }
    }

    /** Asks for every network, all at once, and for one that does not exist. */
    static Result play(Messaging messaging, List<Quake> quakes) {
        // tag::respond[]
        Responder responder = messaging.responder(STRONGEST, Question.class)
                .name("seismologist")
                .concurrency(4)
                .answer(question -> quakes.stream()
                        .filter(quake -> quake.network().equals(question.body().network()))
                        .max(Quake.BY_STRENGTH)
                        .orElseThrow(() -> new RequestRefusedException(
                                "NO_SUCH_NETWORK", "No report has come from " + question.body().network())));
        // end::respond[]
        try (Requester requester = messaging.requester().timeout(Duration.ofSeconds(5)).open()) {
            return new Result(askEverybody(requester, quakes), askForNothing(requester));
        } finally {
            responder.close();
        }
    }

    private static Map<String, String> askEverybody(Requester requester, List<Quake> quakes) {
        Map<String, String> headlines = new TreeMap<>();
        // tag::request[]
        List<CompletableFuture<Quake>> answers = new ArrayList<>();
        for (String network : quakes.stream().map(Quake::network).distinct().toList()) {
            answers.add(requester.request(STRONGEST, new Question(network), Quake.class));
        }
        for (CompletableFuture<Quake> answer : answers) {
            headlines.put(answer.join().network(), answer.join().headline());
        }
        // end::request[]
        return headlines;
    }

    private static String askForNothing(Requester requester) {
        // tag::failure[]
        try {
            requester.request(STRONGEST, new Question("xx"), Quake.class).join();
            return "answered";
        } catch (CompletionException e) {
            if (e.getCause() instanceof RemoteFailureException failure) {
                return failure.responder() + " refused: " + failure.remoteCode() + ", " + failure.remoteMessage();
            }
            throw e;
        }
        // end::failure[]
    }
}
