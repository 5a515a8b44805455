// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks a deployed program over HTTP. Anybody may call.
 *
 * @param client for all requests
 * @param base   of the program, ends with a slash
 * @param log    of the server, for failures
 */
record Probe(HttpClient client, URI base, Supplier<String> log) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(150);

    /** A probe of the program of this name on the site's server. */
    static Probe of(Site site, String program) {
        return new Probe(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(),
                URI.create("http://127.0.0.1:" + site.server().httpPort() + '/' + program + '/'),
                () -> Folders.tail(site.server().log(site), 120));
    }

    /** What the program answers, line by line; fails when it cannot. */
    List<String> ask(String action, String... parameters) {
        HttpResponse<String> response = request(action, parameters);
        if (response.statusCode() != 200) {
            throw new AssertionError(action + " has failed: " + response.body() + '\n' + log.get());
        }
        return response.body().lines().toList();
    }

    /** Whether the program can do something at this moment. */
    boolean succeeds(String action, String... parameters) {
        return request(action, parameters).statusCode() == 200;
    }

    /** Begins something that comes to its end only after more has happened; answers whether it could. */
    CompletableFuture<Boolean> begin(String action, String... parameters) {
        HttpRequest request = HttpRequest.newBuilder(address(action, parameters))
                .timeout(LONG_PATIENCE)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> response.statusCode() == 200);
    }

    /** Does something that ends the server. */
    void lastWish(String action, String... parameters) {
        try {
            client.send(to(action, parameters), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("The server has outlived " + action + ". " + log.get());
    }

    /** Whether the program is there. */
    boolean isAlive() {
        try {
            return client.send(to("alive"), HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the program's answer is as wanted. */
    List<String> await(Predicate<List<String>> wanted, String action, String... parameters) {
        Await.that(
                action + ' ' + List.of(parameters),
                PATIENCE,
                () -> ask(action, parameters) + "\n" + log.get(),
                () -> wanted.test(ask(action, parameters)));
        return ask(action, parameters);
    }

    private HttpResponse<String> request(String action, String... parameters) {
        try {
            return client.send(to(action, parameters), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The server does not answer " + action + ". " + log.get(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest to(String action, String... parameters) {
        return HttpRequest.newBuilder(address(action, parameters))
                .timeout(PATIENCE)
                .build();
    }

    private URI address(String action, String... parameters) {
        StringBuilder query = new StringBuilder("probe/").append(action);
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return base.resolve(query.toString());
    }
}
