// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.TernServer;
import io.ternmq.server.config.SettingsReader;
import jakarta.jms.JMSContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A whole server on free ports, and a client that asks it. */
public final class Site implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final TernServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable String credentials;

    private Site(Map<String, String> more) {
        name = more.getOrDefault("name", "site" + NUMBER.incrementAndGet());
        Properties properties = new Properties();
        properties.setProperty("tern.name", name);
        properties.setProperty("tern.store", "memory");
        properties.setProperty("tern.acceptors[0].port", "0");
        properties.setProperty("tern.http.port", "0");
        more.forEach((key, value) -> properties.setProperty("tern." + key, value));
        server = TernServer.start(new SettingsReader(Map.of(), properties).read(null));
    }

    /** A server with every default, or with these settings besides. */
    public static Site open(String... settings) {
        Properties more = new Properties();
        for (String setting : settings) {
            int at = setting.indexOf('=');
            more.setProperty(setting.substring(0, at), setting.substring(at + 1));
        }
        return new Site(more.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, more::getProperty)));
    }

    /** The broker behind it. */
    public EmbeddedBroker broker() {
        return server.broker();
    }

    /** Where it answers. */
    public URI base() {
        return server.descriptions().stream()
                .filter(each -> each.startsWith("http"))
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    /** Goes on as a user. */
    Site as(String user, String password) {
        credentials = Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Site asNobody() {
        credentials = null;
        return this;
    }

    /** A client in the broker's own process. */
    public JMSContext context() {
        return new TernConnectionFactory("vm://" + name).createContext();
    }

    /** Sends texts to a queue. */
    public void send(String queue, String... texts) {
        try (JMSContext context = context()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(queue), text);
            }
        }
    }

    HttpResponse<String> get(String path) {
        return ask(request(path).GET());
    }

    HttpResponse<String> post(String path) {
        return ask(request(path).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String json) {
        return ask(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path) {
        return ask(request(path).PUT(BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String path) {
        return ask(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        if (credentials != null) {
            request.header("Authorization", "Basic " + credentials);
        }
        return request;
    }

    HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** An answer as JSON. */
    static JsonObject json(HttpResponse<String> response) {
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
