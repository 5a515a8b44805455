// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the management interface of a broker; what it refuses is an exception with the code that it gave. */
final class ManagementClient {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
    private static final int LOWEST_ERROR = 300;

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIME)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private ManagementClient(URI base, Optional<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** A client for one who may have a name and a password. */
    static ManagementClient of(Shell shell, URI url, CredentialOptions credentials) throws IOException {
        Optional<String> user = credentials.user(shell);
        if (user.isEmpty()) {
            return new ManagementClient(url, Optional.empty());
        }
        if ("http".equals(url.getScheme()) && !isHere(url.getHost())) {
            shell.remark("tern: the password goes to " + url.getHost() + " in clear text; use https.");
        }
        String pair = user.get() + ':' + credentials.password(shell).orElse("");
        return new ManagementClient(url, Optional.of(
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** The path of a resource whose parts may contain anything. */
    static String path(String... parts) {
        return Arrays.stream(parts).map(ManagementClient::encode).collect(Collectors.joining("/", "/api/v1/", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonObject get(String path) {
        return parse(ask("GET", path, JsonValue.EMPTY_JSON_OBJECT));
    }

    /** An answer that is not one JSON object, with its headers. */
    HttpResponse<String> getText(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + '=' + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        return ask("GET", query.isEmpty() ? path : path + '?' + query, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Changes something; the answer is empty where there is nothing to say. */
    JsonObject change(String method, String path, JsonObject wish) {
        return parse(ask(method, path, wish));
    }

    private HttpResponse<String> ask(String method, String path, JsonObject wish) {
        String root = base.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, wish.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(wish.toString()));
        if (!wish.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() >= LOWEST_ERROR) {
            throw refusal(response);
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "Nothing answers at " + base, e);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST, "The answer from " + base + " did not arrive: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(ErrorCode.TIMEOUT, "Interrupted while waiting for " + base, e);
        }
    }

    private ProviderException refusal(HttpResponse<String> response) {
        JsonObject problem;
        try {
            problem = parse(response);
        } catch (ProviderException e) {
            problem = JsonValue.EMPTY_JSON_OBJECT;
        }
        String given = problem.getString("code", "");
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(each -> each.code().equals(given))
                .findFirst()
                .orElse(ErrorCode.PROTOCOL);
        return new ProviderException(code, problem.getString("detail",
                base + " answers with status " + response.statusCode() + ", which is not how a broker says it"));
    }

    private JsonObject parse(HttpResponse<String> response) {
        if (response.body().isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new ProviderException(ErrorCode.PROTOCOL, base + " is not the HTTP port of a broker", e);
        }
    }
}
